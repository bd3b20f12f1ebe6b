resource "azurerm_mssql_database" "mssql_database_unencrypted_bad" {
  name                                = "orders"
  server_id                           = "/servers/example"
  zone_redundant                      = true
  ledger_enabled                      = true
  transparent_data_encryption_enabled = false
}
