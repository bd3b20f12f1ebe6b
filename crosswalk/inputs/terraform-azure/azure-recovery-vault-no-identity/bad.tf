resource "azurerm_recovery_services_vault" "recovery_vault_no_identity_bad" {
  name     = "example"
  location = "westeurope"
}
