resource "azurerm_cdn_endpoint" "cdn_no_https_bad" {
  name             = "example"
  location         = "westeurope"
  is_https_allowed = false
}
