resource "azurerm_eventgrid_domain" "eventgrid_domain_local_authentication_bad" {
  name               = "example"
  location           = "westeurope"
  local_auth_enabled = true
}
