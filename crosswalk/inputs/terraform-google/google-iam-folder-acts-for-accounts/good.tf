resource "google_folder_iam_member" "iam_folder_acts_for_accounts_good" {
  folder  = "123456789012"
  role   = "roles/storage.objectViewer"
  member = "group:shop@example.com"
}

resource "google_folder_iam_binding" "iam_folder_acts_for_accounts_good" {
  folder   = "123456789012"
  role    = "roles/storage.objectViewer"
  members = ["group:shop@example.com"]
}
