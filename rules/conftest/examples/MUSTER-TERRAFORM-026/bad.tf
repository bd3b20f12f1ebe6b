resource "google_kms_key_ring_iam_member" "a" {
  role   = "roles/cloudkms.cryptoKeyDecrypter"
  member = "allUsers"
}
