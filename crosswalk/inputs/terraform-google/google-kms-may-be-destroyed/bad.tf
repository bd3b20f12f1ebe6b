resource "google_kms_key_ring" "kms_may_be_destroyed_bad" {
  name     = "example"
  location = "europe-west1"
}

resource "google_kms_crypto_key" "kms_may_be_destroyed_bad" {
  name            = "orders"
  key_ring        = google_kms_key_ring.kms_may_be_destroyed_bad.id
  rotation_period = "7776000s"

  lifecycle {
    prevent_destroy = false
  }
}
