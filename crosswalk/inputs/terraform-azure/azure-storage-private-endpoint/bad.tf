resource "azurerm_storage_account" "storage_private_endpoint_bad" {
  name                              = "examplestore"
  resource_group_name               = "example"
  location                          = "westeurope"
  account_tier                      = "Standard"
  account_replication_type          = "GRS"
  enable_https_traffic_only         = true
  min_tls_version                   = "TLS1_2"
  public_network_access_enabled     = false
  allow_nested_items_to_be_public   = false
  shared_access_key_enabled         = false
  local_user_enabled                = false
  cross_tenant_replication_enabled  = false
  infrastructure_encryption_enabled = true

  network_rules {
    default_action = "Deny"
    bypass         = ["AzureServices"]
  }

  blob_properties {
    delete_retention_policy { days = 14 }
    container_delete_retention_policy { days = 14 }
  }
}

resource "azurerm_private_endpoint" "storage_private_endpoint_bad" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  subnet_id           = "/subnets/example"

  private_service_connection {
    name                           = "example"
    private_connection_resource_id = "/storageAccounts/other"
    is_manual_connection           = false
    subresource_names              = ["blob"]
  }
}
