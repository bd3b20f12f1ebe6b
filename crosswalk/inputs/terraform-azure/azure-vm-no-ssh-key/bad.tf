resource "azurerm_linux_virtual_machine" "vm_no_ssh_key_bad" {
  name                            = "example"
  resource_group_name             = "example"
  location                        = "westeurope"
  size                            = "Standard_F2"
  admin_username                  = "hana"
  network_interface_ids           = ["/networkInterfaces/example"]
  disable_password_authentication = true
  encryption_at_host_enabled      = true
  allow_extension_operations      = false
  provision_vm_agent              = true

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }
}
