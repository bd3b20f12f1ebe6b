resource "azurerm_servicebus_namespace" "servicebus_old_tls_good" {
  name                = "example"
  location            = "westeurope"
  minimum_tls_version = "1.2"
}
