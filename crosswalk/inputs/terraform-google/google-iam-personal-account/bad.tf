resource "google_project_iam_member" "iam_personal_account_bad" {
  project = "example"
  role    = "roles/storage.objectViewer"
  member  = "user:hana@gmail.com"
}

resource "google_project_iam_binding" "iam_personal_account_bad" {
  project = "example"
  role    = "roles/storage.objectViewer"
  members = ["user:hana@gmail.com"]
}
