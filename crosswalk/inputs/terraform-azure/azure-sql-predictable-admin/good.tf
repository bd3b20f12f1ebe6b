resource "azurerm_sql_server" "sql_predictable_admin_good" {
  name                         = "example-sql_predictable_admin_good"
  resource_group_name          = "example"
  location                     = "westeurope"
  version                      = "12.0"
  administrator_login          = "hana"
  administrator_login_password = var.password
}

resource "azurerm_sql_active_directory_administrator" "sql_predictable_admin_good" {
  server_name         = "example-sql_predictable_admin_good"
  resource_group_name = "example"
  login               = "sql-operators"
  tenant_id           = "00000000-0000-0000-0000-000000000000"
  object_id           = "00000000-0000-0000-0000-000000000000"
}
