resource "azurerm_mssql_server" "mssql_no_directory_admin_bad" {
  name                          = "example"
  resource_group_name           = "example"
  location                      = "westeurope"
  version                       = "12.0"
  administrator_login           = "hana"
  administrator_login_password  = var.password
  minimum_tls_version           = "1.2"
  public_network_access_enabled = false
}
