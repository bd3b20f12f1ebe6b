resource "azurerm_network_interface" "network_interface_ip_forwarding_good" {
  name                 = "example"
  resource_group_name  = "example"
  location             = "westeurope"
  enable_ip_forwarding = false

  ip_configuration {
    name                          = "internal"
    subnet_id                     = "/subnets/example"
    private_ip_address_allocation = "Dynamic"
  }
}
