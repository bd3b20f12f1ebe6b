resource "azurerm_storage_account" "storage_no_sas_expiry_good" {
  name                              = "examplestore"
  resource_group_name               = "example"
  location                          = "westeurope"
  account_tier                      = "Standard"
  account_replication_type          = "GRS"
  enable_https_traffic_only         = true
  min_tls_version                   = "TLS1_2"
  public_network_access_enabled     = false
  allow_nested_items_to_be_public   = false
  shared_access_key_enabled         = true
  local_user_enabled                = false
  cross_tenant_replication_enabled  = false
  infrastructure_encryption_enabled = true

  sas_policy {
    expiration_period = "00.01:00:00"
  }

  network_rules {
    default_action = "Deny"
    bypass         = ["AzureServices"]
  }

  blob_properties {
    delete_retention_policy { days = 14 }
    container_delete_retention_policy { days = 14 }
  }
}
