resource "azurerm_kubernetes_cluster" "aks_http_routing_bad" {
  name                              = "example"
  resource_group_name               = "example"
  location                          = "westeurope"
  dns_prefix                        = "example"
  role_based_access_control_enabled = true
  http_application_routing_enabled  = true

  api_server_access_profile {
    authorized_ip_ranges = ["198.51.100.0/24"]
  }

  network_profile {
    network_plugin = "azure"
    network_policy = "azure"
  }
}
