resource "google_organization_iam_member" "iam_organization_acts_for_accounts_bad" {
  org_id = "123456789012"
  role   = "roles/iam.serviceAccountAdmin"
  member = "group:shop@example.com"
}

resource "google_organization_iam_binding" "iam_organization_acts_for_accounts_bad" {
  org_id  = "123456789012"
  role    = "roles/iam.serviceAccountAdmin"
  members = ["group:shop@example.com"]
}
