resource "azurerm_redis_firewall_rule" "redis_firewall_wide_range_good" {
  name                = "office"
  redis_cache_name    = "example"
  resource_group_name = "example"
  start_ip            = "10.0.0.4"
  end_ip              = "10.0.0.8"
}
