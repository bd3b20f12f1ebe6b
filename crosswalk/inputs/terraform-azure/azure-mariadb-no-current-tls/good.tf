resource "azurerm_mariadb_server" "mariadb_no_current_tls_good" {
  name                             = "example"
  resource_group_name              = "example"
  location                         = "westeurope"
  sku_name                         = "GP_Gen5_2"
  version                          = "10.2"
  administrator_login              = "hana"
  administrator_login_password     = var.password
  ssl_enforcement_enabled          = true
  ssl_minimal_tls_version_enforced = "TLS1_2"
  public_network_access_enabled    = false
  geo_redundant_backup_enabled     = true
}
