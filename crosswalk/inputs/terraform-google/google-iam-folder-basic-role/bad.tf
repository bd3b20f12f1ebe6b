resource "google_folder_iam_member" "iam_folder_basic_role_bad" {
  folder  = "123456789012"
  role   = "roles/editor"
  member = "group:shop@example.com"
}

resource "google_folder_iam_binding" "iam_folder_basic_role_bad" {
  folder   = "123456789012"
  role    = "roles/editor"
  members = ["group:shop@example.com"]
}
