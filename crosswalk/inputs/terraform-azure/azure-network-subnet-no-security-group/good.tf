resource "azurerm_virtual_network" "network_subnet_no_security_group_good" {
  name          = "example"
  address_space = ["10.0.0.0/16"]

  subnet {
    name           = "apps"
    address_prefix = "10.0.1.0/24"
    security_group = "/networkSecurityGroups/example"
  }
}

resource "azurerm_subnet" "network_subnet_no_security_group_good" {
  name                 = "data"
  virtual_network_name = azurerm_virtual_network.network_subnet_no_security_group_good.name
  address_prefixes     = ["10.0.2.0/24"]
}

resource "azurerm_network_security_group" "network_subnet_no_security_group_good" {
  name = "example"
}

resource "azurerm_subnet_network_security_group_association" "network_subnet_no_security_group_good" {
  subnet_id                 = azurerm_subnet.network_subnet_no_security_group_good.id
  network_security_group_id = azurerm_network_security_group.network_subnet_no_security_group_good.id
}
