resource "azurerm_cdn_endpoint" "cdn_http_allowed_bad" {
  name            = "example"
  location        = "westeurope"
  is_http_allowed = true
}
