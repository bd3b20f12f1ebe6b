resource "azurerm_security_center_subscription_pricing" "defender_free_tier_bad_virtualmachines" {
  tier          = "Free"
  resource_type = "VirtualMachines"
}

resource "azurerm_security_center_subscription_pricing" "defender_free_tier_bad_appservices" {
  tier          = "Free"
  resource_type = "AppServices"
}

resource "azurerm_security_center_subscription_pricing" "defender_free_tier_bad_sqlservers" {
  tier          = "Free"
  resource_type = "SqlServers"
}

resource "azurerm_security_center_subscription_pricing" "defender_free_tier_bad_sqlservervirtualmachines" {
  tier          = "Free"
  resource_type = "SqlServerVirtualMachines"
}

resource "azurerm_security_center_subscription_pricing" "defender_free_tier_bad_storageaccounts" {
  tier          = "Free"
  resource_type = "StorageAccounts"
}

resource "azurerm_security_center_subscription_pricing" "defender_free_tier_bad_kubernetesservice" {
  tier          = "Free"
  resource_type = "KubernetesService"
}

resource "azurerm_security_center_subscription_pricing" "defender_free_tier_bad_containerregistry" {
  tier          = "Free"
  resource_type = "ContainerRegistry"
}

resource "azurerm_security_center_subscription_pricing" "defender_free_tier_bad_keyvaults" {
  tier          = "Free"
  resource_type = "KeyVaults"
}

resource "azurerm_security_center_subscription_pricing" "defender_free_tier_bad_arm" {
  tier          = "Free"
  resource_type = "Arm"
}

resource "azurerm_security_center_subscription_pricing" "defender_free_tier_bad_dns" {
  tier          = "Free"
  resource_type = "Dns"
}
