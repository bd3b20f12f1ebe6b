resource "google_project_iam_binding" "a" {
  role    = "roles/viewer"
  members = ["user:a@service.test", "allAuthenticatedUsers"]
}
