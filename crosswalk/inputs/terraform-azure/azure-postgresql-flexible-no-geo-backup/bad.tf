resource "azurerm_postgresql_flexible_server" "postgresql_flexible_no_geo_backup_bad" {
  name                         = "example"
  resource_group_name          = "example"
  location                     = "westeurope"
  version                      = "16"
  sku_name                     = "GP_Standard_D4s_v3"
  delegated_subnet_id          = "/subnets/example"
  geo_redundant_backup_enabled = false
}
