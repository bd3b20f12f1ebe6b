resource "azurerm_cognitive_account" "cognitive_public_network_access_bad" {
  name                          = "example"
  location                      = "westeurope"
  public_network_access_enabled = true
}
