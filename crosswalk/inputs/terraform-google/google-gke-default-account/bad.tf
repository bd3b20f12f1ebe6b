resource "google_container_cluster" "gke_default_account_bad" {
  name                     = "example"
  location                 = "europe-west1"
  remove_default_node_pool = false
  resource_labels          = { team = "orders" }

  node_config {

    workload_metadata_config {
      mode = "GKE_METADATA"
    }

    shielded_instance_config {
      enable_secure_boot          = true
      enable_integrity_monitoring = true
    }
  }
}

resource "google_container_node_pool" "gke_default_account_bad" {
  name    = "apps"
  cluster = google_container_cluster.gke_default_account_bad.id

  management {
    auto_repair  = true
    auto_upgrade = true
  }

  node_config {
    image_type      = "COS_CONTAINERD"

    workload_metadata_config {
      mode = "GKE_METADATA"
    }

    shielded_instance_config {
      enable_secure_boot          = true
      enable_integrity_monitoring = true
    }
  }
}
