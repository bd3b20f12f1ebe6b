resource "azurerm_mssql_server" "mssql_alerts_not_to_admins_good" {
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

resource "azurerm_mssql_server_security_alert_policy" "mssql_alerts_not_to_admins_good" {
  resource_group_name  = "example"
  server_name          = azurerm_mssql_server.mssql_alerts_not_to_admins_good.name
  state                = "Enabled"
  email_account_admins = true
  email_addresses      = ["security@example.com"]
  disabled_alerts      = []
  retention_days       = 120
}
