resource "azurerm_eventgrid_domain" "eventgrid_domain_no_identity_bad" {
  name     = "example"
  location = "westeurope"
}
