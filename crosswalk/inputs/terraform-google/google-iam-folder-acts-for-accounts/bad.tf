resource "google_folder_iam_member" "iam_folder_acts_for_accounts_bad" {
  folder  = "123456789012"
  role   = "roles/iam.serviceAccountAdmin"
  member = "group:shop@example.com"
}

resource "google_folder_iam_binding" "iam_folder_acts_for_accounts_bad" {
  folder   = "123456789012"
  role    = "roles/iam.serviceAccountAdmin"
  members = ["group:shop@example.com"]
}
