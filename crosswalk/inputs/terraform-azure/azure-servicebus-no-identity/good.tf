resource "azurerm_servicebus_namespace" "servicebus_no_identity_good" {
  name     = "example"
  location = "westeurope"

  identity {
    type = "SystemAssigned"
  }
}
