resource "google_cloud_run_service_iam_member" "a" {
  role   = "roles/run.invoker"
  member = "allUsers"
}
