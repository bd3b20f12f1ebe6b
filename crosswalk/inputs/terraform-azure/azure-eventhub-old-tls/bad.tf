resource "azurerm_eventhub_namespace" "eventhub_old_tls_bad" {
  name                = "example"
  location            = "westeurope"
  minimum_tls_version = "1.0"
}
