resource "google_kms_crypto_key_iam_binding" "a" {
  role    = "roles/cloudkms.cryptoKeyDecrypter"
  members = ["user:a@service.test", "allAuthenticatedUsers"]
}
