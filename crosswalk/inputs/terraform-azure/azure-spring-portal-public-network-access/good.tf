resource "azurerm_spring_cloud_api_portal" "spring_portal_public_network_access_good" {
  name                          = "example"
  location                      = "westeurope"
  public_network_access_enabled = false
}
