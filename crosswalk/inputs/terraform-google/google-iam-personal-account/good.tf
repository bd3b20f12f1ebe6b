resource "google_project_iam_member" "iam_personal_account_good" {
  project = "example"
  role    = "roles/storage.objectViewer"
  member  = "user:hana@example.com"
}

resource "google_project_iam_binding" "iam_personal_account_good" {
  project = "example"
  role    = "roles/storage.objectViewer"
  members = ["user:hana@example.com"]
}
