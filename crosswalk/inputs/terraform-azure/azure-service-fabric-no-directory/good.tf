resource "azurerm_service_fabric_cluster" "service_fabric_no_directory_good" {
  name                = "example"
  resource_group_name = "example"
  location            = "westeurope"
  reliability_level   = "Silver"
  upgrade_mode        = "Automatic"
  vm_image            = "Windows"
  management_endpoint = "https://example.com:19080"

  azure_active_directory {
    tenant_id              = "00000000-0000-0000-0000-000000000000"
    cluster_application_id = "00000000-0000-0000-0000-000000000000"
    client_application_id  = "00000000-0000-0000-0000-000000000000"
  }

  fabric_settings {
    name = "Security"
    parameters = {
      name  = "ClusterProtectionLevel"
      value = "EncryptAndSign"
    }
  }
}
