resource "google_project_iam_member" "iam_project_basic_role_bad" {
  project = "example"
  role    = "roles/editor"
  member  = "group:shop@example.com"
}

resource "google_project_iam_binding" "iam_project_basic_role_bad" {
  project = "example"
  role    = "roles/editor"
  members = ["group:shop@example.com"]
}
