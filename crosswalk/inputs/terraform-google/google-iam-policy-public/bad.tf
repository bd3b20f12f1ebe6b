data "google_iam_policy" "iam_policy_public_bad" {
  binding {
    role    = "roles/compute.viewer"
    members = ["allUsers"]
  }
}
