resource "azurerm_mssql_server" "database_public_network_access_bad" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  public_network_access_enabled = true
}

resource "azurerm_postgresql_server" "database_public_network_access_bad" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  public_network_access_enabled = true
}

resource "azurerm_mysql_server" "database_public_network_access_bad" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  public_network_access_enabled = true
}

resource "azurerm_mariadb_server" "database_public_network_access_bad" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  public_network_access_enabled = true
}
