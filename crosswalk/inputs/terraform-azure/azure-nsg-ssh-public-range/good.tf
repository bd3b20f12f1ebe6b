resource "azurerm_network_security_group" "nsg_ssh_public_range_good" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
}

resource "azurerm_network_security_rule" "nsg_ssh_public_range_good" {
  name                        = "in"
  resource_group_name         = "example"
  network_security_group_name = azurerm_network_security_group.nsg_ssh_public_range_good.name
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  source_address_prefix       = "10.0.0.0/8"
  destination_port_range      = "22"
  destination_address_prefix  = "10.0.0.4"
}
