resource "google_kms_key_ring_iam_binding" "a" {
  role    = "roles/cloudkms.cryptoKeyDecrypter"
  members = ["user:a@service.test", "allAuthenticatedUsers"]
}
