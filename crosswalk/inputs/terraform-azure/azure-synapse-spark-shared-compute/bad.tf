resource "azurerm_synapse_spark_pool" "synapse_spark_shared_compute_bad" {
  name                      = "example"
  location                  = "westeurope"
  compute_isolation_enabled = false
}
