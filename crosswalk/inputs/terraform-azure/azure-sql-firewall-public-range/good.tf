resource "azurerm_mssql_server" "sql_firewall_public_range_good" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  version                       = "12.0"
  minimum_tls_version           = "1.2"
  public_network_access_enabled = false
}

resource "azurerm_mssql_firewall_rule" "sql_firewall_public_range_good" {
  name             = "office"
  server_id        = azurerm_mssql_server.sql_firewall_public_range_good.id
  start_ip_address = "10.0.0.7"
  end_ip_address   = "10.0.0.9"
}
