resource "azurerm_synapse_spark_pool" "synapse_spark_shared_compute_good" {
  name                      = "example"
  location                  = "westeurope"
  compute_isolation_enabled = true
}
