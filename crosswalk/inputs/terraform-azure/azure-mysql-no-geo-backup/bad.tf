resource "azurerm_mysql_server" "mysql_no_geo_backup_bad" {
  name                              = "example"
  resource_group_name               = "example"
  location                          = "westeurope"
  sku_name                          = "GP_Gen5_4"
  version                           = "8.0"
  administrator_login               = "hana"
  administrator_login_password      = var.password
  ssl_enforcement_enabled           = true
  ssl_minimal_tls_version_enforced  = "TLS1_2"
  public_network_access_enabled     = false
  geo_redundant_backup_enabled      = false
  infrastructure_encryption_enabled = true

  threat_detection_policy {
    enabled              = true
    email_account_admins = true
    email_addresses      = ["security@example.com"]
  }
}
