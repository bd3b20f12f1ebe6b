resource "azurerm_kusto_cluster" "kusto_no_double_encryption_bad" {
  name                      = "example"
  location                  = "westeurope"
  double_encryption_enabled = false
}
