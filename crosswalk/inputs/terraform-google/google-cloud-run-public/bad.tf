resource "google_cloud_run_service_iam_member" "cloud_run_public_bad" {
  service    = "shop"
  role       = "roles/viewer"
  member     = "allUsers"
}

resource "google_cloud_run_service_iam_binding" "cloud_run_public_bad" {
  service    = "shop"
  role       = "roles/viewer"
  members    = ["allUsers"]
}
