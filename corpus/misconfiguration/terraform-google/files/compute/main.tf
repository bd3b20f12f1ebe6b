resource "google_compute_instance" "web" {
  name           = "web"
  machine_type   = "e2-small"
  zone           = "europe-west1-b"
  can_ip_forward = true
  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }
  network_interface {
    network = "default"
    access_config {
    }
  }
  metadata = {
    serial-port-enable     = "true"
    block-project-ssh-keys = "false"
    enable-oslogin         = "false"
  }
  service_account {
    scopes = ["cloud-platform"]
  }
}

resource "google_compute_instance" "web_2" {
  name         = "web-2"
  machine_type = "e2-small"
  zone         = "europe-west1-b"
  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }
  network_interface {
    subnetwork = "web"
  }
  metadata = {
    block-project-ssh-keys = "true"
  }
  shielded_instance_config {
    enable_vtpm                 = true
    enable_integrity_monitoring = true
  }
  service_account {
    email  = "web@example.iam.gserviceaccount.com"
    scopes = ["logging-write"]
  }
}

resource "google_compute_disk" "data" {
  name = "data"
  zone = "europe-west1-b"
}

resource "google_container_cluster" "shop" {
  name               = "shop"
  location           = "europe-west1"
  initial_node_count = 1
  enable_legacy_abac = true
  logging_service    = "none"
  monitoring_service = "none"
  master_auth {
    client_certificate_config {
      issue_client_certificate = true
    }
  }
  network_policy {
    enabled = false
  }
}

resource "google_container_node_pool" "shop" {
  name    = "shop"
  cluster = google_container_cluster.shop.name
  management {
    auto_repair  = false
    auto_upgrade = false
  }
  node_config {
    image_type = "UBUNTU"
  }
}

resource "google_container_node_pool" "shop_right" {
  name    = "shop-right"
  cluster = google_container_cluster.shop.name
  management {
    auto_repair  = true
    auto_upgrade = true
  }
}

resource "google_project_iam_member" "owner" {
  project = "example"
  role    = "roles/owner"
  member  = "serviceAccount:web@example.iam.gserviceaccount.com"
}

resource "google_project_iam_binding" "token_creator" {
  project = "example"
  role    = "roles/iam.serviceAccountTokenCreator"
  members = ["user:someone@example.com"]
}

resource "google_project_iam_member" "default" {
  project = "example"
  role    = "roles/editor"
  member  = "serviceAccount:123456789012-compute@developer.gserviceaccount.com"
}

resource "google_compute_project_metadata" "shop" {
  metadata = {
    enable-oslogin = "false"
  }
}

resource "google_project" "shop" {
  name       = "shop"
  project_id = "example"
}
