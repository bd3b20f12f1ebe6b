resource "google_compute_network" "firewall_open_egress_bad" {
  name                    = "example"
  auto_create_subnetworks = false
}

resource "google_compute_firewall" "firewall_open_egress_bad" {
  name               = "out"
  network            = google_compute_network.firewall_open_egress_bad.name
  direction          = "EGRESS"
  destination_ranges = ["0.0.0.0/0"]

  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}
