resource "azurerm_kusto_cluster" "kusto_no_identity_bad" {
  name     = "example"
  location = "westeurope"
}
