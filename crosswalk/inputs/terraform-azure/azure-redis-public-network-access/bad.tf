resource "azurerm_redis_cache" "redis_public_network_access_bad" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  capacity                      = 1
  family                        = "C"
  sku_name                      = "Standard"
  enable_non_ssl_port           = false
  minimum_tls_version           = "1.2"
  public_network_access_enabled = true

  identity {
    type = "SystemAssigned"
  }

  patch_schedule {
    day_of_week = "Sunday"
  }
}
