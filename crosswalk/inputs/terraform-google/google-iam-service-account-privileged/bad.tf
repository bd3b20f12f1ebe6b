resource "google_project_iam_member" "iam_service_account_privileged_bad" {
  project = "example"
  role    = "roles/editor"
  member  = "serviceAccount:shop@example.iam.gserviceaccount.com"
}

resource "google_project_iam_binding" "iam_service_account_privileged_bad" {
  project = "example"
  role    = "roles/editor"
  members = ["serviceAccount:shop@example.iam.gserviceaccount.com"]
}
