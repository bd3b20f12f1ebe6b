resource "google_organization_iam_member" "iam_organization_default_account_bad" {
  org_id = "123456789012"
  role   = "roles/storage.objectViewer"
  member = "serviceAccount:123456789012-compute@developer.gserviceaccount.com"
}

resource "google_organization_iam_binding" "iam_organization_default_account_bad" {
  org_id  = "123456789012"
  role    = "roles/storage.objectViewer"
  members = ["serviceAccount:123456789012-compute@developer.gserviceaccount.com"]
}
