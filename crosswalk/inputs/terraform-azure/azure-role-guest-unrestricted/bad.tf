resource "azurerm_role_definition" "role_guest_unrestricted_bad" {
  name  = "visitor"
  scope = "/subscriptions/example"

  permissions {
    actions     = ["Microsoft.Compute/virtualMachines/read"]
  }
}

resource "azurerm_role_assignment" "role_guest_unrestricted_bad" {
  scope                = "/subscriptions/example"
  role_definition_name = "Guest"
  role_definition_id   = azurerm_role_definition.role_guest_unrestricted_bad.id
  principal_id         = "00000000-0000-0000-0000-000000000000"
}
