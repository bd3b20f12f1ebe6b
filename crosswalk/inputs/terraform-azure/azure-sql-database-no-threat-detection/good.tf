resource "azurerm_sql_database" "sql_database_no_threat_detection_good" {
  name                = "orders"
  resource_group_name = "example"
  location            = "westeurope"
  server_name         = "example"

  threat_detection_policy {
    state = "Enabled"
  }
}
