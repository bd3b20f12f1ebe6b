resource "azurerm_managed_disk" "disk_unencrypted_bad" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  storage_account_type          = "Standard_LRS"
  create_option                 = "Empty"
  disk_size_gb                  = 10
  network_access_policy         = "DenyAll"
  public_network_access_enabled = false

  encryption_settings {
    enabled = false
  }
}
