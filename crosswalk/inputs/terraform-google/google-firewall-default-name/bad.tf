resource "google_compute_network" "firewall_default_name_bad" {
  name                    = "example"
  auto_create_subnetworks = false
}

resource "google_compute_firewall" "firewall_default_name_bad" {
  name          = "default-allow"
  network       = google_compute_network.firewall_default_name_bad.name
  direction     = "INGRESS"
  source_ranges = ["10.1.0.0/16"]

  allow {
    protocol = "tcp"
    ports    = ["8443"]
  }
}
