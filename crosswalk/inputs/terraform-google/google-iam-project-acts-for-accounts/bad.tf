resource "google_project_iam_member" "iam_project_acts_for_accounts_bad" {
  project = "example"
  role    = "roles/iam.serviceAccountAdmin"
  member  = "group:shop@example.com"
}

resource "google_project_iam_binding" "iam_project_acts_for_accounts_bad" {
  project = "example"
  role    = "roles/iam.serviceAccountAdmin"
  members = ["group:shop@example.com"]
}
