resource "azurerm_role_definition" "role_guest_good" {
  name  = "visitor"
  scope = "/subscriptions/example"

  permissions {
    actions     = ["Microsoft.Compute/virtualMachines/read"]
    not_actions = ["Microsoft.Authorization/*/read"]
  }
}

resource "azurerm_role_assignment" "role_guest_good" {
  scope                = "/subscriptions/example"
  role_definition_name = "Reader"
  role_definition_id   = azurerm_role_definition.role_guest_good.id
  principal_id         = "00000000-0000-0000-0000-000000000000"
}
