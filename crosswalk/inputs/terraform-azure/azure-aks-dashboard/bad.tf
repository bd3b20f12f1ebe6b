resource "azurerm_kubernetes_cluster" "aks_dashboard_bad" {
  name                            = "example"
  resource_group_name             = "example"
  location                        = "westeurope"
  dns_prefix                      = "example"
  private_cluster_enabled         = false
  api_server_authorized_ip_ranges = ["198.51.100.0/24"]

  role_based_access_control {
    enabled = true
  }

  network_profile {
    network_plugin = "azure"
    network_policy = "azure"
  }

  addon_profile {
    kube_dashboard {
      enabled = true
    }
    azure_policy {
      enabled = true
    }
  }
}
