resource "azurerm_storage_account" "a" {
  allow_blob_public_access = true
}
