resource "azurerm_firewall" "firewall_threats_allowed_bad" {
  name              = "example"
  location          = "westeurope"
  threat_intel_mode = "Alert"
}
