resource "azurerm_mssql_server" "sql_short_audit_retention_good" {
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

resource "azurerm_mssql_server_extended_auditing_policy" "sql_short_audit_retention_good" {
  server_id         = azurerm_mssql_server.sql_short_audit_retention_good.id
  storage_endpoint  = "https://examplestore.blob.core.windows.net/"
  retention_in_days = 120
}

resource "azurerm_sql_server" "sql_short_audit_retention_good" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  version             = "12.0"

  extended_auditing_policy {
    storage_endpoint  = "https://olderstore.blob.core.windows.net/"
    retention_in_days = 150
  }
}

resource "azurerm_mssql_server" "sql_short_audit_retention_good_inline" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  version             = "12.0"

  extended_auditing_policy {
    storage_endpoint  = "https://olderstore.blob.core.windows.net/"
    retention_in_days = 150
  }
}
