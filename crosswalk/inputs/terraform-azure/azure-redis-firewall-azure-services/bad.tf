resource "azurerm_redis_firewall_rule" "redis_firewall_azure_services_bad" {
  name                = "office"
  redis_cache_name    = "example"
  resource_group_name = "example"
  start_ip            = "0.0.0.0"
  end_ip              = "0.0.0.0"
}
