resource "google_container_cluster" "gke_no_network_policy_bad" {
  name                        = "example"
  location                    = "europe-west1"
  remove_default_node_pool    = true
  initial_node_count          = 1
  networking_mode             = "VPC_NATIVE"
  enable_legacy_abac          = false
  enable_shielded_nodes       = true
  enable_intranode_visibility = true
  enable_kubernetes_alpha     = false
  logging_service             = "logging.googleapis.com/kubernetes"
  monitoring_service          = "monitoring.googleapis.com/kubernetes"
  resource_labels             = { team = "orders" }

  ip_allocation_policy {
    cluster_secondary_range_name = "pods"
  }

  network_policy {
    enabled = false
  }

  private_cluster_config {
    enable_private_nodes    = true
    enable_private_endpoint = true
  }

  master_authorized_networks_config {
    cidr_blocks {
      cidr_block = "10.3.0.0/28"
    }
  }

  master_auth {
    client_certificate_config {
      issue_client_certificate = false
    }
  }
}
