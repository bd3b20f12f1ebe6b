resource "azurerm_api_management_backend" "api_backend_http_bad" {
  name     = "example"
  location = "westeurope"
  url      = "http://backend.example.com"
}
