resource "azurerm_automation_variable_string" "automation_variable_unencrypted_good" {
  name      = "example"
  location  = "westeurope"
  encrypted = true
}
