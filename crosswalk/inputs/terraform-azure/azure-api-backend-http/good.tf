resource "azurerm_api_management_backend" "api_backend_http_good" {
  name     = "example"
  location = "westeurope"
  url      = "https://backend.example.com"
}
