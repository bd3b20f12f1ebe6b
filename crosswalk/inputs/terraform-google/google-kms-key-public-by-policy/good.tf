data "google_iam_policy" "kms_key_public_by_policy_good" {
  binding {
    role    = "roles/cloudkms.cryptoKeyEncrypter"
    members = ["group:shop@example.com"]
  }
}

resource "google_kms_crypto_key_iam_policy" "kms_key_public_by_policy_good" {
  crypto_key_id = "/cryptoKeys/example"
  policy_data   = data.google_iam_policy.kms_key_public_by_policy_good.policy_data
}
