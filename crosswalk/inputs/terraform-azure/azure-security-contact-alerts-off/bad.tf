resource "azurerm_security_center_contact" "security_contact_alerts_off_bad" {
  name                = "security"
  email               = "security@example.com"
  phone               = "+1-555-0100"
  alert_notifications = false
  alerts_to_admins    = false
}
