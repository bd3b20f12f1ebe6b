resource "azurerm_postgresql_flexible_server" "postgresql_flexible_private_endpoint_bad" {
  name     = "example"
  location = "westeurope"
}

resource "azurerm_private_endpoint" "postgresql_flexible_private_endpoint_bad" {
  name      = "example"
  subnet_id = "/subnets/example"

  private_service_connection {
    name                           = "example"
    private_connection_resource_id = "/servers/other"
    is_manual_connection           = false
  }
}
