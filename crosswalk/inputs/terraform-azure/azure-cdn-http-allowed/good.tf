resource "azurerm_cdn_endpoint" "cdn_http_allowed_good" {
  name            = "example"
  location        = "westeurope"
  is_http_allowed = false
}
