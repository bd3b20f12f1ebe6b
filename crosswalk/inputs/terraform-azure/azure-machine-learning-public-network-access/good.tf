resource "azurerm_machine_learning_workspace" "machine_learning_public_network_access_good" {
  name                          = "example"
  location                      = "westeurope"
  public_network_access_enabled = false
}
