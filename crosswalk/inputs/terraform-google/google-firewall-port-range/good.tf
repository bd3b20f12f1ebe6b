resource "google_compute_network" "firewall_port_range_good" {
  name                    = "example"
  auto_create_subnetworks = false
}

resource "google_compute_firewall" "firewall_port_range_good" {
  name          = "in"
  network       = google_compute_network.firewall_port_range_good.name
  direction     = "INGRESS"
  source_ranges = ["10.1.0.0/16"]

  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}
