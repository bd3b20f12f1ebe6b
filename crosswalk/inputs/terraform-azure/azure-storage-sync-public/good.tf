resource "azurerm_storage_sync" "storage_sync_public_good" {
  name                    = "example"
  resource_group_name     = "example"
  location                = "westeurope"
  incoming_traffic_policy = "AllowVirtualNetworksOnly"
}
