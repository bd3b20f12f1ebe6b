resource "azurerm_app_configuration" "app_configuration_no_purge_protection_bad" {
  name                     = "example"
  location                 = "westeurope"
  purge_protection_enabled = false
}
