data "google_iam_policy" "iam_policy_public_good" {
  binding {
    role    = "roles/compute.viewer"
    members = ["group:shop@example.com"]
  }
}
