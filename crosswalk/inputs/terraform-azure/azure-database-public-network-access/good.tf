resource "azurerm_mssql_server" "database_public_network_access_good" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  public_network_access_enabled = false
}

resource "azurerm_postgresql_server" "database_public_network_access_good" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  public_network_access_enabled = false
}

resource "azurerm_mysql_server" "database_public_network_access_good" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  public_network_access_enabled = false
}

resource "azurerm_mariadb_server" "database_public_network_access_good" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  public_network_access_enabled = false
}
