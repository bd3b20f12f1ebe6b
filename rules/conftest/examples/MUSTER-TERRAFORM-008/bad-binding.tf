resource "google_storage_bucket_iam_binding" "a" {
  role    = "roles/storage.objectViewer"
  members = ["user:a@service.test", "allAuthenticatedUsers"]
}
