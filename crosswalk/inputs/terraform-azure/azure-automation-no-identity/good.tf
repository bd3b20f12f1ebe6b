resource "azurerm_automation_account" "automation_no_identity_good" {
  name     = "example"
  location = "westeurope"

  identity {
    type = "SystemAssigned"
  }
}
