resource "google_kms_key_ring" "kms_ring_public_good" {
  name     = "example"
  location = "europe-west1"
}

resource "google_kms_key_ring_iam_member" "kms_ring_public_good" {
  key_ring_id = google_kms_key_ring.kms_ring_public_good.id
  role        = "roles/cloudkms.cryptoKeyEncrypter"
  member      = "group:shop@example.com"
}
