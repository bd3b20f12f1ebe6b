resource "azurerm_key_vault" "keyvault_private_endpoint_good" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  tenant_id                     = "00000000-0000-0000-0000-000000000000"
  sku_name                      = "premium"
  purge_protection_enabled      = true
  soft_delete_enabled           = true
  soft_delete_retention_days    = 30
  public_network_access_enabled = false

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
  }
}

resource "azurerm_private_endpoint" "keyvault_private_endpoint_good" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  subnet_id           = "/subnets/example"

  private_service_connection {
    name                           = "example"
    private_connection_resource_id = azurerm_key_vault.keyvault_private_endpoint_good.id
    is_manual_connection           = false
    subresource_names              = ["vault"]
  }
}
