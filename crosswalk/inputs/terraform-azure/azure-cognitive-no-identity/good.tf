resource "azurerm_cognitive_account" "cognitive_no_identity_good" {
  name     = "example"
  location = "westeurope"

  identity {
    type = "SystemAssigned"
  }
}
