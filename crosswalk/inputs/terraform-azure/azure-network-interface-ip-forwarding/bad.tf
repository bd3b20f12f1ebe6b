resource "azurerm_network_interface" "network_interface_ip_forwarding_bad" {
  name                 = "example"
  resource_group_name  = "example"
  location             = "westeurope"
  enable_ip_forwarding = true

  ip_configuration {
    name                          = "internal"
    subnet_id                     = "/subnets/example"
    private_ip_address_allocation = "Dynamic"
  }
}
