resource "azurerm_eventgrid_topic" "eventgrid_topic_no_identity_good" {
  name     = "example"
  location = "westeurope"

  identity {
    type = "SystemAssigned"
  }
}
