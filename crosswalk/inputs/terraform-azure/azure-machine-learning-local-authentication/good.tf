resource "azurerm_machine_learning_compute_cluster" "machine_learning_local_authentication_good" {
  name               = "example"
  location           = "westeurope"
  local_auth_enabled = false
}
