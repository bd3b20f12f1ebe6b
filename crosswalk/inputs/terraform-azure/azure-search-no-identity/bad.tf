resource "azurerm_search_service" "search_no_identity_bad" {
  name     = "example"
  location = "westeurope"
}
