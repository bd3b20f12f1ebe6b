resource "azurerm_servicebus_namespace" "servicebus_local_authentication_good" {
  name               = "example"
  location           = "westeurope"
  local_auth_enabled = false
}
