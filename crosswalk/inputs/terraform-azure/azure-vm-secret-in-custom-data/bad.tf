resource "azurerm_virtual_machine" "vm_secret_in_custom_data_bad" {
  name                  = "example"
  resource_group_name   = "example"
  location              = "westeurope"
  vm_size               = "Standard_F2"
  network_interface_ids = ["/networkInterfaces/example"]

  storage_os_disk {
    name              = "system"
    create_option     = "FromImage"
    managed_disk_type = "Standard_LRS"
  }

  os_profile {
    computer_name  = "example"
    admin_username = "hana"
    custom_data    = "export DATABASE_PASSWORD=hard-to-guess-example"
  }

  os_profile_linux_config {
    disable_password_authentication = true
  }
}
