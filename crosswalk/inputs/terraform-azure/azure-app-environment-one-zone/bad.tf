resource "azurerm_app_service_environment_v3" "app_environment_one_zone_bad" {
  name           = "example"
  location       = "westeurope"
  zone_redundant = false
}
