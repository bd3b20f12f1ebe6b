resource "azurerm_security_center_contact" "security_contact_no_phone_bad" {
  name                = "security"
  email               = "security@example.com"
  alert_notifications = true
  alerts_to_admins    = true
}
