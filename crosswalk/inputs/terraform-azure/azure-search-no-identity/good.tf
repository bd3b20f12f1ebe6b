resource "azurerm_search_service" "search_no_identity_good" {
  name     = "example"
  location = "westeurope"

  identity {
    type = "SystemAssigned"
  }
}
