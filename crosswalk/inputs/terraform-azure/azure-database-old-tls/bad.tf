resource "azurerm_mssql_server" "database_old_tls_bad" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  minimum_tls_version = "1.0"
}

resource "azurerm_postgresql_server" "database_old_tls_bad" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  ssl_enforcement_enabled          = true
  ssl_minimal_tls_version_enforced = "TLS1_0"
}

resource "azurerm_mysql_server" "database_old_tls_bad" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  ssl_enforcement_enabled          = true
  ssl_minimal_tls_version_enforced = "TLS1_0"
}
