resource "azurerm_synapse_workspace" "synapse_exfiltration_bad" {
  name                                 = "example"
  resource_group_name                  = "example"
  location                             = "westeurope"
  storage_data_lake_gen2_filesystem_id = "/filesystems/example"
  managed_virtual_network_enabled      = true
  data_exfiltration_protection_enabled = false

  customer_managed_key {
    key_name           = "synapse"
    key_versionless_id = "https://example.vault.azure.net/keys/synapse"
  }
}
