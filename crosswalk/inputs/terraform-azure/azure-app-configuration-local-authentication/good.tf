resource "azurerm_app_configuration" "app_configuration_local_authentication_good" {
  name               = "example"
  location           = "westeurope"
  local_auth_enabled = false
}
