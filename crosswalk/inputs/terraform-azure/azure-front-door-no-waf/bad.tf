resource "azurerm_frontdoor" "front_door_no_waf_bad" {
  name                = "example"
  resource_group_name = "example"

  frontend_endpoint {
    name                                    = "shop"
    host_name                               = "shop.example.com"
  }
}
