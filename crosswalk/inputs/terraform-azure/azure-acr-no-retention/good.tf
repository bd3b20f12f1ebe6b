resource "azurerm_container_registry" "acr_no_retention_good" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  sku                           = "Premium"
  admin_enabled                 = false
  anonymous_pull_enabled        = false
  public_network_access_enabled = false
  quarantine_policy_enabled     = true
  data_endpoint_enabled         = true
  zone_redundancy_enabled       = true

  georeplications {
    location                = "northeurope"
    zone_redundancy_enabled = true
  }

  trust_policy {
    enabled = true
  }

  retention_policy {
    enabled = true
    days    = 30
  }
}
