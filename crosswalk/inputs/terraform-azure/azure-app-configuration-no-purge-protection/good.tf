resource "azurerm_app_configuration" "app_configuration_no_purge_protection_good" {
  name                     = "example"
  location                 = "westeurope"
  purge_protection_enabled = true
}
