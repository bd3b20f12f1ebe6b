resource "google_cloudfunctions2_function_iam_binding" "a" {
  role    = "roles/cloudfunctions.invoker"
  members = ["user:a@service.test", "allAuthenticatedUsers"]
}
