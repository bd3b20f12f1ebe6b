resource "google_dataproc_cluster_iam_member" "a" {
  role   = "roles/dataproc.viewer"
  member = "group:team@service.test"
}
