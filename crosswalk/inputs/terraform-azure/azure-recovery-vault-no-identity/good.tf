resource "azurerm_recovery_services_vault" "recovery_vault_no_identity_good" {
  name     = "example"
  location = "westeurope"

  identity {
    type = "SystemAssigned"
  }
}
