resource "google_project_iam_member" "iam_service_account_impersonation_bad" {
  project = "example"
  role    = "roles/iam.serviceAccountTokenCreator"
  member  = "serviceAccount:shop@example.iam.gserviceaccount.com"
}

resource "google_project_iam_binding" "iam_service_account_impersonation_bad" {
  project = "example"
  role    = "roles/iam.serviceAccountTokenCreator"
  members = ["serviceAccount:shop@example.iam.gserviceaccount.com"]
}
