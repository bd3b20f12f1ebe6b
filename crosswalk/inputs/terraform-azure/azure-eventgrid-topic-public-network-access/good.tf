resource "azurerm_eventgrid_topic" "eventgrid_topic_public_network_access_good" {
  name                          = "example"
  location                      = "westeurope"
  public_network_access_enabled = false
}
