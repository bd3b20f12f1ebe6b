resource "azurerm_postgresql_server" "postgresql_private_endpoint_good" {
  name     = "example"
  location = "westeurope"
}

resource "azurerm_private_endpoint" "postgresql_private_endpoint_good" {
  name      = "example"
  subnet_id = "/subnets/example"

  private_service_connection {
    name                           = "example"
    private_connection_resource_id = azurerm_postgresql_server.postgresql_private_endpoint_good.id
    is_manual_connection           = false
  }
}
