resource "azurerm_network_watcher_flow_log" "network_flow_log_short_retention_good" {
  name                      = "example"
  resource_group_name       = "example"
  network_watcher_name      = "example"
  network_security_group_id = "/networkSecurityGroups/example"
  storage_account_id        = "/storageAccounts/examplestore"
  enabled                   = true

  retention_policy {
    enabled = true
    days    = 120
  }
}
