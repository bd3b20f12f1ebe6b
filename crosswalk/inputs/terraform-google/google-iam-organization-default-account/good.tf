resource "google_organization_iam_member" "iam_organization_default_account_good" {
  org_id = "123456789012"
  role   = "roles/storage.objectViewer"
  member = "serviceAccount:shop@example.iam.gserviceaccount.com"
}

resource "google_organization_iam_binding" "iam_organization_default_account_good" {
  org_id  = "123456789012"
  role    = "roles/storage.objectViewer"
  members = ["serviceAccount:shop@example.iam.gserviceaccount.com"]
}
