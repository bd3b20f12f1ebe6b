resource "azurerm_storage_table" "storage_table_all_permissions_good" {
  name                 = "orders"
  storage_account_name = "examplestore"

  acl {
    id = "reader"

    access_policy {
      permissions = "r"
      start       = "2026-01-01T00:00:00Z"
      expiry      = "2026-02-01T00:00:00Z"
    }
  }
}
