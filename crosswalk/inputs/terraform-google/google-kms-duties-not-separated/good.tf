data "google_iam_policy" "kms_duties_not_separated_good" {
  binding {
    role    = "roles/cloudkms.admin"
    members = ["group:keys@example.com"]
  }
  binding {
    role    = "roles/cloudkms.cryptoKeyDecrypter"
    members = ["group:shop@example.com"]
  }
}

resource "google_project_iam_policy" "kms_duties_not_separated_good" {
  project     = "example"
  policy_data = data.google_iam_policy.kms_duties_not_separated_good.policy_data
}
