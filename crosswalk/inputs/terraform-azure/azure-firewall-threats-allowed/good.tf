resource "azurerm_firewall" "firewall_threats_allowed_good" {
  name              = "example"
  location          = "westeurope"
  threat_intel_mode = "Deny"
}
