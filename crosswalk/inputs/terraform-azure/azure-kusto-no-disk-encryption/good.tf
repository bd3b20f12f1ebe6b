resource "azurerm_kusto_cluster" "kusto_no_disk_encryption_good" {
  name                    = "example"
  location                = "westeurope"
  disk_encryption_enabled = true
}
