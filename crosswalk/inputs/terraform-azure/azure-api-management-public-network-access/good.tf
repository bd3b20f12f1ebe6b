resource "azurerm_api_management" "api_management_public_network_access_good" {
  name                          = "example"
  location                      = "westeurope"
  public_network_access_enabled = false
}
