resource "azurerm_linux_virtual_machine_scale_set" "scale_set_host_encryption_bad" {
  name                            = "example"
  resource_group_name             = "example"
  location                        = "westeurope"
  sku                             = "Standard_F2"
  instances                       = 2
  admin_username                  = "hana"
  disable_password_authentication = true
  encryption_at_host_enabled      = false
  allow_extension_operations      = false
  provision_vm_agent              = true

  admin_ssh_key {
    username   = "hana"
    public_key = file("hana.pub")
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }
}
