resource "azurerm_network_security_group" "a" {
  security_rule {
    direction               = "Inbound"
    access                  = "Allow"
    source_address_prefixes = ["0.0.0.0/0"]
    destination_port_ranges = ["80", "5430-5434"]
  }
}
