resource "azurerm_spring_cloud_api_portal" "spring_portal_public_network_access_bad" {
  name                          = "example"
  location                      = "westeurope"
  public_network_access_enabled = true
}
