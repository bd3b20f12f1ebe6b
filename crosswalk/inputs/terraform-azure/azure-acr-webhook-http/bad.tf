resource "azurerm_container_registry_webhook" "acr_webhook_http_bad" {
  name                = "pushed"
  resource_group_name = "example"
  location            = "westeurope"
  registry_name       = "example"
  service_uri         = "http://hooks.example.com/pushed"
  actions             = ["push"]
}
