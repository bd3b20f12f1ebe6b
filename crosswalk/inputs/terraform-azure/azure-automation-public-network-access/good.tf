resource "azurerm_automation_account" "automation_public_network_access_good" {
  name                          = "example"
  location                      = "westeurope"
  public_network_access_enabled = false
}
