resource "azurerm_role_definition" "role_may_create_roles_bad" {
  name              = "operator"
  scope             = "/subscriptions/example"
  assignable_scopes = ["/subscriptions/example"]

  permissions {
    actions = ["Microsoft.Authorization/roleDefinitions/write"]
  }
}
