resource "azurerm_databricks_workspace" "databricks_public_network_access_bad" {
  name                                  = "example"
  resource_group_name                   = "example"
  location                              = "westeurope"
  sku                                   = "premium"
  public_network_access_enabled         = true
  customer_managed_key_enabled          = true
  managed_disk_cmk_key_vault_key_id     = "https://example.vault.azure.net/keys/disks"
  managed_services_cmk_key_vault_key_id = "https://example.vault.azure.net/keys/services"
}
