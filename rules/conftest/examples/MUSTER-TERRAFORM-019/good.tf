resource "google_compute_firewall" "a" {
  network       = "default"
  source_ranges = ["10.0.0.0/8"]
  allow {
    protocol = "all"
  }
}
