resource "azurerm_storage_share" "storage_share_all_permissions_bad" {
  name                 = "documents"
  storage_account_name = "examplestore"
  quota                = 50

  acl {
    id = "reader"

    access_policy {
      permissions = "rwdl"
      start       = "2026-01-01T00:00:00Z"
      expiry      = "2026-02-01T00:00:00Z"
    }
  }
}

resource "azurerm_storage_share_file" "storage_share_all_permissions_bad" {
  name             = "terms.txt"
  storage_share_id = azurerm_storage_share.storage_share_all_permissions_bad.id
  source           = "terms.txt"
}
