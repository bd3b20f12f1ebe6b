resource "google_compute_instance" "compute_default_account_full_access_good" {
  name           = "example"
  machine_type   = "e2-small"
  zone           = "europe-west1-b"
  can_ip_forward = false

  boot_disk {
    kms_key_self_link = "/cryptoKeys/example"
  }

  network_interface {
    subnetwork = "/subnetworks/example"
  }

  service_account {
    email  = "shop@example.iam.gserviceaccount.com"
    scopes = ["storage-ro"]
  }

  metadata = {
    block-project-ssh-keys = "true"
    serial-port-enable     = "false"
    enable-oslogin         = "true"
  }

  shielded_instance_config {
    enable_secure_boot          = true
    enable_vtpm                 = true
    enable_integrity_monitoring = true
  }
}
