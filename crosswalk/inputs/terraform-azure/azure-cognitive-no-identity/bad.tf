resource "azurerm_cognitive_account" "cognitive_no_identity_bad" {
  name     = "example"
  location = "westeurope"
}
