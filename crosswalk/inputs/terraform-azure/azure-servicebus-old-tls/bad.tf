resource "azurerm_servicebus_namespace" "servicebus_old_tls_bad" {
  name                = "example"
  location            = "westeurope"
  minimum_tls_version = "1.0"
}
