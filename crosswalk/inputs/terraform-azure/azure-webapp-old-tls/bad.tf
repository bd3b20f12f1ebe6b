resource "azurerm_linux_web_app" "webapp_old_tls_bad" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  service_plan_id               = "/serverfarms/example"
  https_only                    = true
  client_certificate_enabled    = true
  public_network_access_enabled = false

  identity {
    type = "SystemAssigned"
  }

  auth_settings {
    enabled = true
  }

  site_config {
    minimum_tls_version      = "1.0"
    http2_enabled            = true
    ftps_state               = "Disabled"
    remote_debugging_enabled = false
    always_on                = true
    health_check_path        = "/health"
  }
}
