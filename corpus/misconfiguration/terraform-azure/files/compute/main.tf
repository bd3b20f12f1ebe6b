resource "azurerm_kubernetes_cluster" "shop" {
  name                = "shop"
  location            = "West Europe"
  resource_group_name = "shop"
  dns_prefix          = "shop"

  default_node_pool {
    name       = "default"
    node_count = 2
    vm_size    = "Standard_D2_v2"
  }

  role_based_access_control_enabled = false

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_app_service" "shop" {
  name                = "shop"
  location            = "West Europe"
  resource_group_name = "shop"
  app_service_plan_id = "shop"
  https_only          = false
  site_config {
    min_tls_version  = "1.0"
    ftps_state       = "AllAllowed"
    http2_enabled    = false
    python_version   = "3.4"
    remote_debugging_enabled = true
  }
}

resource "azurerm_app_service" "shop_admin" {
  name                = "shop-admin"
  location            = "West Europe"
  resource_group_name = "shop"
  app_service_plan_id = "shop"
  https_only          = true
  client_cert_enabled = true
  identity {
    type = "SystemAssigned"
  }
  auth_settings {
    enabled = false
  }
  site_config {
    min_tls_version = "1.1"
    ftps_state      = "Disabled"
    http2_enabled   = true
  }
}

resource "azurerm_function_app" "resize" {
  name                       = "resize"
  location                   = "West Europe"
  resource_group_name        = "shop"
  app_service_plan_id        = "shop"
  storage_account_name       = "examplelogs"
  storage_account_access_key = "unused"
  https_only                 = false
}

resource "azurerm_linux_virtual_machine" "web" {
  name                            = "web"
  resource_group_name             = "shop"
  location                        = "West Europe"
  size                            = "Standard_B1s"
  admin_username                  = "operator"
  admin_password                  = "{{secret:password:8}}"
  disable_password_authentication = false
  network_interface_ids           = ["nic"]
  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }
}

resource "azurerm_managed_disk" "data" {
  name                 = "data"
  location             = "West Europe"
  resource_group_name  = "shop"
  storage_account_type = "Standard_LRS"
  create_option        = "Empty"
  disk_size_gb         = 20
  encryption_settings {
    enabled = false
  }
}

resource "azurerm_container_registry" "shop" {
  name                = "exampleshop"
  resource_group_name = "shop"
  location            = "West Europe"
  sku                 = "Standard"
  admin_enabled       = true
}

resource "azurerm_redis_cache" "sessions" {
  name                = "sessions"
  location            = "West Europe"
  resource_group_name = "shop"
  capacity            = 1
  family              = "C"
  sku_name            = "Standard"
  enable_non_ssl_port = true
  minimum_tls_version = "1.0"
}

resource "azurerm_role_definition" "everything" {
  name  = "everything"
  scope = "/subscriptions/00000000-0000-0000-0000-000000000000"
  permissions {
    actions = ["*"]
  }
  assignable_scopes = ["/subscriptions/00000000-0000-0000-0000-000000000000"]
}

resource "azurerm_security_center_contact" "ops" {
  email               = "ops@example.com"
  alert_notifications = false
  alerts_to_admins    = false
}

resource "azurerm_security_center_subscription_pricing" "free" {
  tier          = "Free"
  resource_type = "VirtualMachines"
}

resource "azurerm_monitor_log_profile" "all" {
  name       = "all"
  categories = ["Write"]
  locations  = ["westeurope"]
  retention_policy {
    enabled = true
    days    = 7
  }
}
