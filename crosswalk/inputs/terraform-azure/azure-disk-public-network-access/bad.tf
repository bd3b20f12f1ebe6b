resource "azurerm_managed_disk" "disk_public_network_access_bad" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  storage_account_type          = "Standard_LRS"
  create_option                 = "Empty"
  disk_size_gb                  = 10
  disk_encryption_set_id        = "/diskEncryptionSets/example"
  network_access_policy         = "DenyAll"
  public_network_access_enabled = true

  encryption_settings {
    enabled = true
  }
}
