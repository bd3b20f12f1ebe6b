resource "azurerm_kubernetes_cluster" "aks_no_network_policy_bad" {
  name                              = "example"
  resource_group_name               = "example"
  location                          = "westeurope"
  dns_prefix                        = "example"
  sku_tier                          = "Standard"
  private_cluster_enabled           = true
  local_account_disabled            = true
  azure_policy_enabled              = true
  role_based_access_control_enabled = true
  automatic_channel_upgrade         = "stable"
  disk_encryption_set_id            = "/diskEncryptionSets/example"

  default_node_pool {
    name                         = "default"
    type                         = "VirtualMachineScaleSets"
    vm_size                      = "Standard_D2_v2"
    os_disk_type                 = "Ephemeral"
    max_pods                     = 50
    enable_host_encryption       = true
    only_critical_addons_enabled = true
    enable_node_public_ip        = false
  }

  identity {
    type = "SystemAssigned"
  }

  oms_agent {
    log_analytics_workspace_id = "/workspaces/example"
  }

  key_vault_secrets_provider {
    secret_rotation_enabled = true
  }
}
