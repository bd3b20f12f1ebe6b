resource "google_kms_key_ring" "kms_slow_rotation_good" {
  name     = "example"
  location = "europe-west1"
}

resource "google_kms_crypto_key" "kms_slow_rotation_good" {
  name            = "orders"
  key_ring        = google_kms_key_ring.kms_slow_rotation_good.id
  rotation_period = "7776000s"

  lifecycle {
    prevent_destroy = true
  }
}
