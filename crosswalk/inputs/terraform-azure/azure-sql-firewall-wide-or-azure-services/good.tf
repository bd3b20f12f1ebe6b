resource "azurerm_mssql_server" "sql_firewall_wide_or_azure_services_good" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  version                       = "12.0"
  minimum_tls_version           = "1.2"
  public_network_access_enabled = false
}

resource "azurerm_mssql_firewall_rule" "sql_firewall_wide_or_azure_services_good" {
  name             = "office"
  server_id        = azurerm_mssql_server.sql_firewall_wide_or_azure_services_good.id
  start_ip_address = "198.51.100.7"
  end_ip_address   = "198.51.100.9"
}

resource "azurerm_sql_firewall_rule" "sql_firewall_wide_or_azure_services_good" {
  name             = "old-office"
  server_name      = "example"
  start_ip_address = "198.51.100.17"
  end_ip_address   = "198.51.100.19"
}
