resource "azurerm_iothub" "iothub_public_network_access_good" {
  name                          = "example"
  location                      = "westeurope"
  public_network_access_enabled = false
}
