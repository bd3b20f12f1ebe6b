resource "azurerm_eventgrid_topic" "eventgrid_topic_no_identity_bad" {
  name     = "example"
  location = "westeurope"
}
