resource "azurerm_synapse_sql_pool" "synapse_pool_unencrypted_good" {
  name           = "example"
  location       = "westeurope"
  data_encrypted = true
}
