resource "google_compute_network" "firewall_vnc_open_bad" {
  name                    = "example"
  auto_create_subnetworks = false
}

resource "google_compute_firewall" "firewall_vnc_open_bad" {
  name          = "in"
  network       = google_compute_network.firewall_vnc_open_bad.name
  direction     = "INGRESS"
  source_ranges = ["0.0.0.0/0"]

  allow {
    protocol = "tcp"
    ports    = ["5900"]
  }
}
