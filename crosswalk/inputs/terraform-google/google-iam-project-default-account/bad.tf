resource "google_project_iam_member" "iam_project_default_account_bad" {
  project = "example"
  role    = "roles/storage.objectViewer"
  member  = "serviceAccount:123456789012-compute@developer.gserviceaccount.com"
}

resource "google_project_iam_binding" "iam_project_default_account_bad" {
  project = "example"
  role    = "roles/storage.objectViewer"
  members = ["serviceAccount:123456789012-compute@developer.gserviceaccount.com"]
}
