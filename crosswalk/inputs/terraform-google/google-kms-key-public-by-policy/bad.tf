data "google_iam_policy" "kms_key_public_by_policy_bad" {
  binding {
    role    = "roles/cloudkms.cryptoKeyEncrypter"
    members = ["allUsers"]
  }
}

resource "google_kms_crypto_key_iam_policy" "kms_key_public_by_policy_bad" {
  crypto_key_id = "/cryptoKeys/example"
  policy_data   = data.google_iam_policy.kms_key_public_by_policy_bad.policy_data
}
