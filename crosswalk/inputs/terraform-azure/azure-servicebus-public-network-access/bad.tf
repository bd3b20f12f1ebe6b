resource "azurerm_servicebus_namespace" "servicebus_public_network_access_bad" {
  name                          = "example"
  location                      = "westeurope"
  public_network_access_enabled = true
}
