resource "google_compute_network" "firewall_default_rule_bad" {
  name                    = "example"
  auto_create_subnetworks = false
}

resource "google_compute_firewall" "firewall_default_rule_bad" {
  name          = "in"
  network       = google_compute_network.firewall_default_rule_bad.name
  direction     = "INGRESS"
  source_ranges = ["10.128.0.0/9"]

  allow {
    protocol = "tcp"
    ports    = ["8443"]
  }
}
