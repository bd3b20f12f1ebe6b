resource "google_kms_key_ring" "kms_ring_public_bad" {
  name     = "example"
  location = "europe-west1"
}

resource "google_kms_key_ring_iam_member" "kms_ring_public_bad" {
  key_ring_id = google_kms_key_ring.kms_ring_public_bad.id
  role        = "roles/cloudkms.cryptoKeyEncrypter"
  member      = "allUsers"
}
