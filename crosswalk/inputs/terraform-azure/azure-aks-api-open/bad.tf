resource "azurerm_kubernetes_cluster" "aks_api_open_bad" {
  name                              = "example"
  resource_group_name               = "example"
  location                          = "westeurope"
  dns_prefix                        = "example"
  role_based_access_control_enabled = true
  http_application_routing_enabled  = false

  network_profile {
    network_plugin = "azure"
    network_policy = "azure"
  }
}
