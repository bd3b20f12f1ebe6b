resource "azurerm_network_security_rule" "a" {
  direction                  = "Inbound"
  access                     = "Allow"
  protocol                   = "Tcp"
  source_address_prefix      = "10.0.0.0/8"
  destination_port_range     = "*"
}
