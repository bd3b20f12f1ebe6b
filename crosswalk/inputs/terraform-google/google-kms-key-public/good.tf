resource "google_kms_key_ring" "kms_key_public_good" {
  name     = "example"
  location = "europe-west1"
}

resource "google_kms_crypto_key" "kms_key_public_good" {
  name            = "orders"
  key_ring        = google_kms_key_ring.kms_key_public_good.id
  rotation_period = "7776000s"

  lifecycle {
    prevent_destroy = true
  }
}

resource "google_kms_crypto_key_iam_member" "kms_key_public_good" {
  crypto_key_id = google_kms_crypto_key.kms_key_public_good.id
  role          = "roles/cloudkms.cryptoKeyEncrypter"
  member        = "group:shop@example.com"
}
