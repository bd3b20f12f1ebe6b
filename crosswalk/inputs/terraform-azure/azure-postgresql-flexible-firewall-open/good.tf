resource "azurerm_postgresql_flexible_server_firewall_rule" "postgresql_flexible_firewall_open_good" {
  name             = "office"
  server_id        = "/flexibleServers/example"
  start_ip_address = "198.51.100.7"
  end_ip_address   = "198.51.100.9"
}
