resource "azurerm_network_interface" "network_interface_public_ip_bad" {
  name                 = "example"
  resource_group_name  = "example"
  location             = "westeurope"
  enable_ip_forwarding = false

  ip_configuration {
    name                          = "internal"
    subnet_id                     = "/subnets/example"
    private_ip_address_allocation = "Dynamic"
    public_ip_address_id          = azurerm_public_ip.network_interface_public_ip_bad.id
  }
}

resource "azurerm_public_ip" "network_interface_public_ip_bad" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  allocation_method   = "Static"
}
