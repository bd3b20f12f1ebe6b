resource "azurerm_storage_account" "storage_activity_log_container_public_good" {
  name                     = "examplestore"
  min_tls_version          = "TLS1_2"
  account_replication_type = "GRS"
}

resource "azurerm_storage_container" "storage_activity_log_container_public_good" {
  name                  = "logs"
  storage_account_name  = azurerm_storage_account.storage_activity_log_container_public_good.name
  container_access_type = "private"
}

resource "azurerm_monitor_activity_log_alert" "storage_activity_log_container_public_good" {
  name   = "alert"
  scopes = [azurerm_storage_account.storage_activity_log_container_public_good.id]
}
