resource "azurerm_service_fabric_cluster" "service_fabric_no_directory_bad" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  reliability_level   = "Silver"
  upgrade_mode        = "Automatic"
  vm_image            = "Windows"
  management_endpoint = "https://example.com:19080"

  fabric_settings {
    name = "Security"
    parameters = {
      name  = "ClusterProtectionLevel"
      value = "EncryptAndSign"
    }
  }
}
