resource "google_project_iam_member" "iam_service_account_admin_bad" {
  project = "example"
  role    = "roles/iam.serviceAccountAdmin"
  member  = "serviceAccount:shop@example.iam.gserviceaccount.com"
}

resource "google_project_iam_binding" "iam_service_account_admin_bad" {
  project = "example"
  role    = "roles/iam.serviceAccountAdmin"
  members = ["serviceAccount:shop@example.iam.gserviceaccount.com"]
}
