resource "google_compute_network" "network_no_firewall_bad" {
  name                    = "example"
  auto_create_subnetworks = false
}

resource "google_compute_firewall" "network_no_firewall_bad" {
  name          = "in"
  network       = "other"
  direction     = "INGRESS"
  source_ranges = ["10.1.0.0/16"]

  allow {
    protocol = "tcp"
    ports    = ["8443"]
  }
}
