resource "google_project_iam_member" "iam_project_acts_for_accounts_good" {
  project = "example"
  role    = "roles/storage.objectViewer"
  member  = "group:shop@example.com"
}

resource "google_project_iam_binding" "iam_project_acts_for_accounts_good" {
  project = "example"
  role    = "roles/storage.objectViewer"
  members = ["group:shop@example.com"]
}
