resource "google_cloud_run_service_iam_member" "cloud_run_public_good" {
  service    = "shop"
  role       = "roles/viewer"
  member     = "group:shop@example.com"
}

resource "google_cloud_run_service_iam_binding" "cloud_run_public_good" {
  service    = "shop"
  role       = "roles/viewer"
  members    = ["group:shop@example.com"]
}
