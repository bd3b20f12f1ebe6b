resource "google_organization_iam_member" "iam_organization_basic_role_bad" {
  org_id = "123456789012"
  role   = "roles/editor"
  member = "group:shop@example.com"
}

resource "google_organization_iam_binding" "iam_organization_basic_role_bad" {
  org_id  = "123456789012"
  role    = "roles/editor"
  members = ["group:shop@example.com"]
}
