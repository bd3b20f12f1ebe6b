resource "azurerm_sql_server" "sql_no_directory_admin_bad" {
  name                         = "example-sql_no_directory_admin_bad"
  resource_group_name          = "example"
  location                     = "westeurope"
  version                      = "12.0"
  administrator_login          = "hana"
  administrator_login_password = var.password
}
