resource "azurerm_key_vault" "keyvault_no_soft_delete_bad" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  tenant_id                     = "00000000-0000-0000-0000-000000000000"
  sku_name                      = "premium"
  purge_protection_enabled      = true
  soft_delete_enabled           = false
  soft_delete_retention_days    = 30
  public_network_access_enabled = false

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
  }
}
