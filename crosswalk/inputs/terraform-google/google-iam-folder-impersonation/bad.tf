resource "google_folder_iam_member" "iam_folder_impersonation_bad" {
  folder  = "123456789012"
  role   = "roles/iam.serviceAccountTokenCreator"
  member = "group:shop@example.com"
}

resource "google_folder_iam_binding" "iam_folder_impersonation_bad" {
  folder   = "123456789012"
  role    = "roles/iam.serviceAccountTokenCreator"
  members = ["group:shop@example.com"]
}
