resource "azurerm_synapse_sql_pool" "synapse_pool_unencrypted_bad" {
  name           = "example"
  location       = "westeurope"
  data_encrypted = false
}
