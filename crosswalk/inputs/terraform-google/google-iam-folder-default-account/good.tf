resource "google_folder_iam_member" "iam_folder_default_account_good" {
  folder  = "123456789012"
  role   = "roles/storage.objectViewer"
  member = "serviceAccount:shop@example.iam.gserviceaccount.com"
}

resource "google_folder_iam_binding" "iam_folder_default_account_good" {
  folder   = "123456789012"
  role    = "roles/storage.objectViewer"
  members = ["serviceAccount:shop@example.iam.gserviceaccount.com"]
}
