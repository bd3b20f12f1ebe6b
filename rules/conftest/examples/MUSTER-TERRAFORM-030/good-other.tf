resource "google_cloudfunctions_function_iam_member" "a" {
  role   = "roles/cloudfunctions.invoker"
  member = "allUsers"
}
