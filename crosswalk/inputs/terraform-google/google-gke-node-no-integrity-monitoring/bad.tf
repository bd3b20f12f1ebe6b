resource "google_container_cluster" "gke_node_no_integrity_monitoring_bad" {
  name                     = "example"
  location                 = "europe-west1"
  remove_default_node_pool = true
  resource_labels          = { team = "orders" }

  node_config {
    service_account = "shop@example.iam.gserviceaccount.com"

    workload_metadata_config {
      mode = "GKE_METADATA"
    }

    shielded_instance_config {
      enable_secure_boot          = true
      enable_integrity_monitoring = false
    }
  }
}

resource "google_container_node_pool" "gke_node_no_integrity_monitoring_bad" {
  name    = "apps"
  cluster = google_container_cluster.gke_node_no_integrity_monitoring_bad.id

  management {
    auto_repair  = true
    auto_upgrade = true
  }

  node_config {
    image_type      = "COS_CONTAINERD"
    service_account = "nodes@example.iam.gserviceaccount.com"

    workload_metadata_config {
      mode = "GKE_METADATA"
    }

    shielded_instance_config {
      enable_secure_boot          = true
      enable_integrity_monitoring = false
    }
  }
}
