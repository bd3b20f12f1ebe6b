resource "azurerm_role_definition" "role_wildcard_everywhere_good" {
  name              = "operator"
  scope             = "/subscriptions/example"
  assignable_scopes = ["/"]

  permissions {
    actions = ["Microsoft.Compute/virtualMachines/read"]
  }
}
