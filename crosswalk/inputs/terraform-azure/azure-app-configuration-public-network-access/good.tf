resource "azurerm_app_configuration" "app_configuration_public_network_access_good" {
  name                  = "example"
  location              = "westeurope"
  public_network_access = "Disabled"
}
