resource "azurerm_data_lake_store" "datalake_unencrypted_good" {
  name                = "examplelake"
  resource_group_name = "example"
  location            = "westeurope"
  encryption_state    = "Enabled"
}
