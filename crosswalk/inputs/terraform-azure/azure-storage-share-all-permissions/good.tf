resource "azurerm_storage_share" "storage_share_all_permissions_good" {
  name                 = "documents"
  storage_account_name = "examplestore"
  quota                = 50

  acl {
    id = "reader"

    access_policy {
      permissions = "r"
      start       = "2026-01-01T00:00:00Z"
      expiry      = "2026-02-01T00:00:00Z"
    }
  }
}

resource "azurerm_storage_share_file" "storage_share_all_permissions_good" {
  name             = "terms.txt"
  storage_share_id = azurerm_storage_share.storage_share_all_permissions_good.id
  source           = "terms.txt"
}
