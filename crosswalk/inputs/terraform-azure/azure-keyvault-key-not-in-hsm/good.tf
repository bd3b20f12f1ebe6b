resource "azurerm_key_vault" "keyvault_key_not_in_hsm_good" {
  name                     = "example"
  resource_group_name      = "example"
  location                 = "westeurope"
  tenant_id                = "00000000-0000-0000-0000-000000000000"
  sku_name                 = "premium"
  purge_protection_enabled = true

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
  }
}

resource "azurerm_key_vault_key" "keyvault_key_not_in_hsm_good" {
  name            = "orders"
  key_vault_id    = azurerm_key_vault.keyvault_key_not_in_hsm_good.id
  key_type        = "RSA-HSM"
  key_size        = 3072
  key_opts        = ["decrypt", "encrypt"]
  expiration_date = "2027-06-30T00:00:00Z"
}
