resource "azurerm_mssql_server" "sql_firewall_azure_services_bad" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  version                       = "12.0"
  minimum_tls_version           = "1.2"
  public_network_access_enabled = false
}

resource "azurerm_mssql_firewall_rule" "sql_firewall_azure_services_bad" {
  name             = "office"
  server_id        = azurerm_mssql_server.sql_firewall_azure_services_bad.id
  start_ip_address = "0.0.0.0"
  end_ip_address   = "0.0.0.0"
}

resource "azurerm_sql_firewall_rule" "sql_firewall_azure_services_bad" {
  name             = "old-office"
  server_name      = "example"
  start_ip_address = "0.0.0.0"
  end_ip_address   = "0.0.0.0"
}
