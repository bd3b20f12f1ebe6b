resource "google_project_iam_member" "iam_project_default_account_good" {
  project = "example"
  role    = "roles/storage.objectViewer"
  member  = "serviceAccount:shop@example.iam.gserviceaccount.com"
}

resource "google_project_iam_binding" "iam_project_default_account_good" {
  project = "example"
  role    = "roles/storage.objectViewer"
  members = ["serviceAccount:shop@example.iam.gserviceaccount.com"]
}
