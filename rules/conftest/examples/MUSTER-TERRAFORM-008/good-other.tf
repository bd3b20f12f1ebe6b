resource "google_kms_crypto_key_iam_member" "a" {
  role   = "roles/cloudkms.cryptoKeyDecrypter"
  member = "allUsers"
}
