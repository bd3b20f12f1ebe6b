resource "azurerm_cosmosdb_account" "cosmosdb_unrestricted_access_good" {
  name                               = "example"
  resource_group_name                = "example"
  location                           = "westeurope"
  offer_type                         = "Standard"
  kind                               = "GlobalDocumentDB"
  ip_range_filter                    = "198.51.100.7"
  is_virtual_network_filter_enabled  = true
  public_network_access_enabled      = false
  access_key_metadata_writes_enabled = false
  local_authentication_disabled      = true
  key_vault_key_id                   = "https://example.vault.azure.net/keys/cosmos"

  tags = {
    team = "orders"
  }
}
