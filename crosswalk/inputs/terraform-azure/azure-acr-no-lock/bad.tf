resource "azurerm_container_registry" "acr_no_lock_bad" {
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
}

resource "azurerm_management_lock" "acr_no_lock_bad" {
  name       = "registry"
  scope      = "/resourceGroups/example"
  lock_level = "CanNotDelete"
}
