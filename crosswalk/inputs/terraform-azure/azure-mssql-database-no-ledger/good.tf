resource "azurerm_mssql_database" "mssql_database_no_ledger_good" {
  name                                = "orders"
  server_id                           = "/servers/example"
  zone_redundant                      = true
  ledger_enabled                      = true
  transparent_data_encryption_enabled = true
}
