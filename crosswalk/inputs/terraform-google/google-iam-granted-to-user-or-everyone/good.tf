resource "google_project_iam_member" "iam_granted_to_user_or_everyone_good" {
  project = "example"
  role    = "roles/storage.objectViewer"
  member  = "group:shop@example.com"
}

resource "google_project_iam_binding" "iam_granted_to_user_or_everyone_good" {
  project = "example"
  role    = "roles/storage.objectViewer"
  members = ["group:shop@example.com"]
}
