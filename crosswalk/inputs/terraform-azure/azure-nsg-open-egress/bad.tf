resource "azurerm_network_security_group" "nsg_open_egress_bad" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
}

resource "azurerm_network_security_rule" "nsg_open_egress_bad" {
  name                        = "in"
  resource_group_name         = "example"
  network_security_group_name = azurerm_network_security_group.nsg_open_egress_bad.name
  priority                    = 100
  direction                   = "Outbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  source_address_prefix       = "198.51.100.0/28"
  destination_port_range      = "443"
  destination_address_prefix  = "0.0.0.0/0"
}
