resource "azurerm_spring_cloud_api_portal" "spring_portal_http_allowed_good" {
  name               = "example"
  location           = "westeurope"
  https_only_enabled = true
}
