resource "azurerm_spring_cloud_api_portal" "spring_portal_http_allowed_bad" {
  name               = "example"
  location           = "westeurope"
  https_only_enabled = false
}
