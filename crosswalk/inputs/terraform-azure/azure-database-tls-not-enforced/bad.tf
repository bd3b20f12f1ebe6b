resource "azurerm_postgresql_server" "database_tls_not_enforced_bad" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  ssl_enforcement_enabled          = false
  ssl_minimal_tls_version_enforced = "TLS1_2"
}

resource "azurerm_mysql_server" "database_tls_not_enforced_bad" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  ssl_enforcement_enabled          = false
  ssl_minimal_tls_version_enforced = "TLS1_2"
}

resource "azurerm_mariadb_server" "database_tls_not_enforced_bad" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"

  ssl_enforcement_enabled          = false
  ssl_minimal_tls_version_enforced = "TLS1_2"
}
