resource "azurerm_service_plan" "service_plan_one_zone_bad" {
  name                   = "example"
  location               = "westeurope"
  zone_balancing_enabled = false
}
