resource "azurerm_network_security_group" "vm_interface_no_security_group_bad" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
}

resource "azurerm_network_interface" "vm_interface_no_security_group_bad" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
}

resource "azurerm_linux_virtual_machine" "vm_interface_no_security_group_bad" {
  name                            = "example"
  network_interface_ids           = [azurerm_network_interface.vm_interface_no_security_group_bad.id]
  disable_password_authentication = true
}
