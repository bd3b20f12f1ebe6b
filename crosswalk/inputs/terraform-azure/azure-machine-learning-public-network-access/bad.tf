resource "azurerm_machine_learning_workspace" "machine_learning_public_network_access_bad" {
  name                          = "example"
  location                      = "westeurope"
  public_network_access_enabled = true
}
