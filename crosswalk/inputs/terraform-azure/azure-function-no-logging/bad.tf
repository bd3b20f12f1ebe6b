resource "azurerm_function_app" "function_no_logging_bad" {
  name                   = "example"
  resource_group_name    = "example"
  location               = "westeurope"
  app_service_plan_id    = "/serverfarms/example"
  storage_account_name   = "examplestore"
  https_only             = true
  client_cert_mode       = "Required"
  enable_builtin_logging = false

  identity {
    type = "SystemAssigned"
  }

  auth_settings {
    enabled = true
  }

  site_config {
    min_tls_version = "1.2"
    http2_enabled   = true
    ftps_state      = "Disabled"

    cors {
      allowed_origins = ["https://shop.example.com"]
    }
  }
}
