resource "azurerm_eventgrid_topic" "eventgrid_topic_local_authentication_bad" {
  name               = "example"
  location           = "westeurope"
  local_auth_enabled = true
}
