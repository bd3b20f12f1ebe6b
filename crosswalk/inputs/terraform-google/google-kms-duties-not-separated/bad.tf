data "google_iam_policy" "kms_duties_not_separated_bad" {
  binding {
    role    = "roles/cloudkms.admin"
    members = ["group:keys@example.com"]
  }
  binding {
    role    = "roles/cloudkms.cryptoKeyDecrypter"
    members = ["group:keys@example.com"]
  }
}

resource "google_project_iam_policy" "kms_duties_not_separated_bad" {
  project     = "example"
  policy_data = data.google_iam_policy.kms_duties_not_separated_bad.policy_data
}
