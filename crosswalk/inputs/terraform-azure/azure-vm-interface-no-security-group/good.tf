resource "azurerm_network_security_group" "vm_interface_no_security_group_good" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
}

resource "azurerm_network_interface" "vm_interface_no_security_group_good" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
}

resource "azurerm_network_interface_security_group_association" "vm_interface_no_security_group_good" {
  network_interface_id      = azurerm_network_interface.vm_interface_no_security_group_good.id
  network_security_group_id = azurerm_network_security_group.vm_interface_no_security_group_good.id
}

resource "azurerm_linux_virtual_machine" "vm_interface_no_security_group_good" {
  name                            = "example"
  network_interface_ids           = [azurerm_network_interface.vm_interface_no_security_group_good.id]
  disable_password_authentication = true
}
