resource "google_cloud_run_v2_service_iam_binding" "a" {
  role    = "roles/run.invoker"
  members = ["user:a@service.test", "allAuthenticatedUsers"]
}
