resource "azurerm_security_center_contact" "security_contact_not_to_admins_bad" {
  name                = "security"
  email               = "security@example.com"
  phone               = "+1-555-0100"
  alert_notifications = true
  alerts_to_admins    = false
}
