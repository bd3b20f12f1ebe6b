resource "azurerm_mssql_database_extended_auditing_policy" "mssql_database_audit_not_monitored_bad" {
  database_id            = "/databases/orders"
  storage_endpoint       = "https://examplestore.blob.core.windows.net/"
  retention_in_days      = 120
  log_monitoring_enabled = false
}
