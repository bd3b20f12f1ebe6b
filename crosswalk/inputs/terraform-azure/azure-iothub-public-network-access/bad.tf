resource "azurerm_iothub" "iothub_public_network_access_bad" {
  name                          = "example"
  location                      = "westeurope"
  public_network_access_enabled = true
}
