resource "google_compute_network" "firewall_open_egress_good" {
  name                    = "example"
  auto_create_subnetworks = false
}

resource "google_compute_firewall" "firewall_open_egress_good" {
  name               = "out"
  network            = google_compute_network.firewall_open_egress_good.name
  direction          = "EGRESS"
  destination_ranges = ["10.1.0.0/16"]

  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}
