resource "azurerm_linux_web_app_slot" "webapp_slot_http_allowed_good" {
  name           = "staging"
  app_service_id = "/sites/example"
  https_only     = true

  identity {
    type = "SystemAssigned"
  }

  site_config {
    minimum_tls_version = "1.2"
  }
}
