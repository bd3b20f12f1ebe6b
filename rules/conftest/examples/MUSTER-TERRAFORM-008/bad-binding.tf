resource "google_project_iam_binding" "a" {
  members = ["user:a@service.test", "allAuthenticatedUsers"]
}
