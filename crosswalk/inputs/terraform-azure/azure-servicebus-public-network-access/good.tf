resource "azurerm_servicebus_namespace" "servicebus_public_network_access_good" {
  name                          = "example"
  location                      = "westeurope"
  public_network_access_enabled = false
}
