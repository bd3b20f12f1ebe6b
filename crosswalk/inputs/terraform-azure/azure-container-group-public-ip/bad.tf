resource "azurerm_container_group" "container_group_public_ip_bad" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  os_type             = "Linux"
  ip_address_type     = "Public"
  subnet_ids          = ["/subnets/example"]

  identity {
    type = "SystemAssigned"
  }

  container {
    name   = "shop"
    image  = "registry.example.com/shop:1.4"
    cpu    = "0.5"
    memory = "1.5"
  }
}
