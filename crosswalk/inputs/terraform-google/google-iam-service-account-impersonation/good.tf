resource "google_project_iam_member" "iam_service_account_impersonation_good" {
  project = "example"
  role    = "roles/storage.objectViewer"
  member  = "serviceAccount:shop@example.iam.gserviceaccount.com"
}

resource "google_project_iam_binding" "iam_service_account_impersonation_good" {
  project = "example"
  role    = "roles/storage.objectViewer"
  members = ["serviceAccount:shop@example.iam.gserviceaccount.com"]
}
