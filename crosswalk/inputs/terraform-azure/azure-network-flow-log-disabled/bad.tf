resource "azurerm_network_watcher_flow_log" "network_flow_log_disabled_bad" {
  name                      = "example"
  resource_group_name       = "example"
  network_watcher_name      = "example"
  network_security_group_id = "/networkSecurityGroups/example"
  storage_account_id        = "/storageAccounts/examplestore"
  enabled                   = false

  retention_policy {
    enabled = true
    days    = 120
  }
}
