resource "google_organization_iam_member" "iam_organization_impersonation_bad" {
  org_id = "123456789012"
  role   = "roles/iam.serviceAccountTokenCreator"
  member = "group:shop@example.com"
}

resource "google_organization_iam_binding" "iam_organization_impersonation_bad" {
  org_id  = "123456789012"
  role    = "roles/iam.serviceAccountTokenCreator"
  members = ["group:shop@example.com"]
}
