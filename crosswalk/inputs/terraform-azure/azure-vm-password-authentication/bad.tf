resource "azurerm_linux_virtual_machine" "vm_password_authentication_bad" {
  name                            = "example"
  network_interface_ids           = ["/networkInterfaces/example"]
  disable_password_authentication = false
}

resource "azurerm_linux_virtual_machine_scale_set" "vm_password_authentication_bad" {
  name                            = "example"
  instances                       = 2
  disable_password_authentication = false
}

resource "azurerm_virtual_machine" "vm_password_authentication_bad" {
  name                  = "example"
  network_interface_ids = ["/networkInterfaces/example"]

  os_profile_linux_config {
    disable_password_authentication = false
  }
}
