resource "azurerm_cdn_endpoint" "cdn_no_https_good" {
  name             = "example"
  location         = "westeurope"
  is_https_allowed = true
}
