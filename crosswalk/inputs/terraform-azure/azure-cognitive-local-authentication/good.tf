resource "azurerm_cognitive_account" "cognitive_local_authentication_good" {
  name               = "example"
  location           = "westeurope"
  local_auth_enabled = false
}
