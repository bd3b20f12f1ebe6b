resource "azurerm_linux_function_app" "function_ftp_allowed_bad" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  service_plan_id               = "/serverfarms/example"
  storage_account_name          = "examplestore"
  https_only                    = true
  client_certificate_mode       = "Required"
  public_network_access_enabled = false

  identity {
    type = "SystemAssigned"
  }

  auth_settings {
    enabled = true
  }

  site_config {
    minimum_tls_version = "1.2"
    http2_enabled       = true
    ftps_state          = "AllAllowed"
  }
}
