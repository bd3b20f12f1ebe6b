resource "azurerm_eventgrid_domain" "eventgrid_domain_public_network_access_bad" {
  name                          = "example"
  location                      = "westeurope"
  public_network_access_enabled = true
}
