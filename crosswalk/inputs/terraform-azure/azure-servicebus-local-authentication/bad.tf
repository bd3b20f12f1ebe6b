resource "azurerm_servicebus_namespace" "servicebus_local_authentication_bad" {
  name               = "example"
  location           = "westeurope"
  local_auth_enabled = true
}
