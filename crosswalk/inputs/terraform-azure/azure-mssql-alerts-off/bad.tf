resource "azurerm_mssql_server" "mssql_alerts_off_bad" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  version                       = "12.0"
  administrator_login           = "hana"
  administrator_login_password  = var.password
  minimum_tls_version           = "1.2"
  public_network_access_enabled = false

  azuread_administrator {
    login_username = "sql-operators"
    object_id      = "00000000-0000-0000-0000-000000000000"
  }
}

resource "azurerm_mssql_server_security_alert_policy" "mssql_alerts_off_bad" {
  resource_group_name  = "example"
  server_name          = azurerm_mssql_server.mssql_alerts_off_bad.name
  state                = "Disabled"
  email_account_admins = true
  email_addresses      = ["security@example.com"]
  disabled_alerts      = ["Sql_Injection"]
  retention_days       = 120
}
