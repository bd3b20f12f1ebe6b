resource "azurerm_data_lake_store" "datalake_unencrypted_bad" {
  name                = "examplelake"
  resource_group_name = "example"
  location            = "westeurope"
  encryption_state    = "Disabled"
}
