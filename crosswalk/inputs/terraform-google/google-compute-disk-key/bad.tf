resource "google_compute_disk" "compute_disk_key_bad" {
  name = "example"
  type = "pd-ssd"
  zone = "europe-west1-b"
  size = 10
}
