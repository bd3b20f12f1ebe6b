resource "google_compute_disk" "compute_disk_key_good" {
  name = "example"
  type = "pd-ssd"
  zone = "europe-west1-b"
  size = 10

  disk_encryption_key {
    kms_key_self_link = "/cryptoKeys/example"
  }
}
