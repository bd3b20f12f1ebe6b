resource "azurerm_eventgrid_topic" "eventgrid_topic_local_authentication_good" {
  name               = "example"
  location           = "westeurope"
  local_auth_enabled = false
}
