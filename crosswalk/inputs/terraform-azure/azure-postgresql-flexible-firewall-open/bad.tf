resource "azurerm_postgresql_flexible_server_firewall_rule" "postgresql_flexible_firewall_open_bad" {
  name             = "office"
  server_id        = "/flexibleServers/example"
  start_ip_address = "0.0.0.0"
  end_ip_address   = "255.255.255.255"
}
