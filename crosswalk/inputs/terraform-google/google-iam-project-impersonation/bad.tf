resource "google_project_iam_member" "iam_project_impersonation_bad" {
  project = "example"
  role    = "roles/iam.serviceAccountTokenCreator"
  member  = "group:shop@example.com"
}

resource "google_project_iam_binding" "iam_project_impersonation_bad" {
  project = "example"
  role    = "roles/iam.serviceAccountTokenCreator"
  members = ["group:shop@example.com"]
}
