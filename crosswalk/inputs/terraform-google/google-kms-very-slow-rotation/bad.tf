resource "google_kms_key_ring" "kms_very_slow_rotation_bad" {
  name     = "example"
  location = "europe-west1"
}

resource "google_kms_crypto_key" "kms_very_slow_rotation_bad" {
  name            = "orders"
  key_ring        = google_kms_key_ring.kms_very_slow_rotation_bad.id
  rotation_period = "63072000s"

  lifecycle {
    prevent_destroy = true
  }
}
