resource "azurerm_search_service" "search_public_network_access_bad" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  sku                           = "standard"
  replica_count                 = 3
  public_network_access_enabled = true

  identity {
    type = "SystemAssigned"
  }
}
