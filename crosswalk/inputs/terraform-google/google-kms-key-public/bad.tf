resource "google_kms_key_ring" "kms_key_public_bad" {
  name     = "example"
  location = "europe-west1"
}

resource "google_kms_crypto_key" "kms_key_public_bad" {
  name            = "orders"
  key_ring        = google_kms_key_ring.kms_key_public_bad.id
  rotation_period = "7776000s"

  lifecycle {
    prevent_destroy = true
  }
}

resource "google_kms_crypto_key_iam_member" "kms_key_public_bad" {
  crypto_key_id = google_kms_crypto_key.kms_key_public_bad.id
  role          = "roles/cloudkms.cryptoKeyEncrypter"
  member        = "allUsers"
}
