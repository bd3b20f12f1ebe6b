resource "azurerm_redis_cache" "redis_no_patch_schedule_bad" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  capacity                      = 1
  family                        = "C"
  sku_name                      = "Standard"
  enable_non_ssl_port           = false
  minimum_tls_version           = "1.2"
  public_network_access_enabled = false

  identity {
    type = "SystemAssigned"
  }
}
