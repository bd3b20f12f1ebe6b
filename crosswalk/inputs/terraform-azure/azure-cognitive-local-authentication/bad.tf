resource "azurerm_cognitive_account" "cognitive_local_authentication_bad" {
  name               = "example"
  location           = "westeurope"
  local_auth_enabled = true
}
