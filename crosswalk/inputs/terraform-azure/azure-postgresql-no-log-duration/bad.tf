resource "azurerm_postgresql_server" "postgresql_no_log_duration_bad" {
  name                             = "example"
  resource_group_name              = "example"
  location                         = "westeurope"
  sku_name                         = "GP_Gen5_4"
  version                          = "11"
  ssl_enforcement_enabled          = true
  ssl_minimal_tls_version_enforced = "TLS1_2"
  public_network_access_enabled    = false
}

resource "azurerm_postgresql_configuration" "postgresql_no_log_duration_bad" {
  name                = "log_duration"
  resource_group_name = "example"
  server_name         = azurerm_postgresql_server.postgresql_no_log_duration_bad.name
  value               = "off"
}
