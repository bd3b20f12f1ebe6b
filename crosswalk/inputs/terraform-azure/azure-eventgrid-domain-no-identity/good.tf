resource "azurerm_eventgrid_domain" "eventgrid_domain_no_identity_good" {
  name     = "example"
  location = "westeurope"

  identity {
    type = "SystemAssigned"
  }
}
