resource "azurerm_automation_variable_string" "automation_variable_unencrypted_bad" {
  name      = "example"
  location  = "westeurope"
  encrypted = false
}
