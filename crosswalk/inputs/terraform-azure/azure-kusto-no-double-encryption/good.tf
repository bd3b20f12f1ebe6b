resource "azurerm_kusto_cluster" "kusto_no_double_encryption_good" {
  name                      = "example"
  location                  = "westeurope"
  double_encryption_enabled = true
}
