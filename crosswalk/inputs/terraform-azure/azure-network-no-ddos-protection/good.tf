resource "azurerm_virtual_network" "network_no_ddos_protection_good" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  address_space       = ["10.0.0.0/16"]
  dns_servers         = ["10.0.0.4", "10.0.0.5"]

  ddos_protection_plan {
    id     = "/ddosProtectionPlans/example"
    enable = true
  }

  subnet {
    name           = "apps"
    address_prefix = "10.0.1.0/24"
    security_group = "/networkSecurityGroups/example"
  }
}
