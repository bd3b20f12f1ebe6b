resource "azurerm_security_center_contact" "security_contact_no_notifications_good" {
  name                = "security"
  email               = "security@example.com"
  phone               = "+1-555-0100"
  alert_notifications = true
  alerts_to_admins    = true
}
