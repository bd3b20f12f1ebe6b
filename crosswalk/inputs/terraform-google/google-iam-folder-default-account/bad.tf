resource "google_folder_iam_member" "iam_folder_default_account_bad" {
  folder  = "123456789012"
  role   = "roles/storage.objectViewer"
  member = "serviceAccount:123456789012-compute@developer.gserviceaccount.com"
}

resource "google_folder_iam_binding" "iam_folder_default_account_bad" {
  folder   = "123456789012"
  role    = "roles/storage.objectViewer"
  members = ["serviceAccount:123456789012-compute@developer.gserviceaccount.com"]
}
