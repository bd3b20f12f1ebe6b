resource "azurerm_windows_virtual_machine" "vm_windows_host_encryption_good" {
  name                       = "example"
  resource_group_name        = "example"
  location                   = "westeurope"
  size                       = "Standard_F2"
  admin_username             = "hana"
  admin_password             = var.password
  network_interface_ids      = ["/networkInterfaces/example"]
  enable_automatic_updates   = true
  encryption_at_host_enabled = true
  allow_extension_operations = false

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }
}
