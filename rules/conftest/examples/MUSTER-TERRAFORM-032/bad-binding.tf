resource "google_dataproc_cluster_iam_binding" "a" {
  role    = "roles/dataproc.viewer"
  members = ["user:a@service.test", "allAuthenticatedUsers"]
}
