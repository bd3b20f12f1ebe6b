resource "azurerm_servicebus_namespace" "servicebus_no_identity_bad" {
  name     = "example"
  location = "westeurope"
}
