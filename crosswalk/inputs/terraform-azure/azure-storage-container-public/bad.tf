resource "azurerm_storage_container" "storage_container_public_bad" {
  name                  = "documents"
  storage_account_name  = "examplestore"
  container_access_type = "blob"
}
