resource "azurerm_frontdoor" "front_door_no_waf_good" {
  name                = "example"
  resource_group_name = "example"

  frontend_endpoint {
    name                                    = "shop"
    host_name                               = "shop.example.com"
    web_application_firewall_policy_link_id = "/frontDoorWebApplicationFirewallPolicies/example"
  }
}
