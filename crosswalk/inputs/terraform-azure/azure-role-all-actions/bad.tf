resource "azurerm_role_definition" "role_all_actions_bad" {
  name              = "operator"
  scope             = "/subscriptions/example"
  assignable_scopes = ["/subscriptions/example"]

  permissions {
    actions = ["*"]
  }
}
