resource "azurerm_automation_account" "automation_no_identity_bad" {
  name     = "example"
  location = "westeurope"
}
