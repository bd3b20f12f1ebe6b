resource "azurerm_linux_web_app" "webapp_no_health_check_bad" {
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
    minimum_tls_version      = "1.2"
    http2_enabled            = true
    ftps_state               = "Disabled"
    remote_debugging_enabled = false
    always_on                = true
  }
}
