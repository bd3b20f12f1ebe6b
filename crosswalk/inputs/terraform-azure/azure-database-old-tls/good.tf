resource "azurerm_mssql_server" "database_old_tls_good" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  minimum_tls_version = "1.2"
}

resource "azurerm_postgresql_server" "database_old_tls_good" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  ssl_enforcement_enabled          = true
  ssl_minimal_tls_version_enforced = "TLS1_2"
}

resource "azurerm_mysql_server" "database_old_tls_good" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  ssl_enforcement_enabled          = true
  ssl_minimal_tls_version_enforced = "TLS1_2"
}
