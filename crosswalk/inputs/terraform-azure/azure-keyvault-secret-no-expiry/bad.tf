resource "azurerm_key_vault" "keyvault_secret_no_expiry_bad" {
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

resource "azurerm_key_vault_secret" "keyvault_secret_no_expiry_bad" {
  name            = "orders"
  key_vault_id    = azurerm_key_vault.keyvault_secret_no_expiry_bad.id
  value           = var.value
  content_type    = "text/plain"
}
