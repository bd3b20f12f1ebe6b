resource "azurerm_network_security_rule" "a" {
  direction                  = "Inbound"
  access                     = "Allow"
  protocol                   = "Tcp"
  source_address_prefix      = "10.0.0.0/8"
  destination_port_range     = "5432"
}
resource "azurerm_network_security_rule" "b" {
  direction                  = "Inbound"
  access                     = "Allow"
  protocol                   = "Tcp"
  source_address_prefix      = "*"
  destination_port_range     = "443"
}
resource "azurerm_network_security_rule" "c" {
  direction                  = "Inbound"
  access                     = "Deny"
  protocol                   = "Tcp"
  source_address_prefix      = "*"
  destination_port_range     = "5432"
}
