resource "azurerm_redis_firewall_rule" "redis_firewall_public_bad" {
  name                = "office"
  redis_cache_name    = "example"
  resource_group_name = "example"
  start_ip            = "198.51.100.4"
  end_ip              = "198.51.100.8"
}
