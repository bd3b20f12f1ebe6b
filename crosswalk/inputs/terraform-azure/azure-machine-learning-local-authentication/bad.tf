resource "azurerm_machine_learning_compute_cluster" "machine_learning_local_authentication_bad" {
  name               = "example"
  location           = "westeurope"
  local_auth_enabled = true
}
