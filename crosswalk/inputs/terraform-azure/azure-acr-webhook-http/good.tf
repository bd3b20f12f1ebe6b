resource "azurerm_container_registry_webhook" "acr_webhook_http_good" {
  name                = "pushed"
  resource_group_name = "example"
  location            = "westeurope"
  registry_name       = "example"
  service_uri         = "https://hooks.example.com/pushed"
  actions             = ["push"]
}
