resource "google_dataproc_cluster_iam_member" "dataproc_public_good" {
  cluster    = "shop"
  role       = "roles/viewer"
  member     = "group:shop@example.com"
}

resource "google_dataproc_cluster_iam_binding" "dataproc_public_good" {
  cluster    = "shop"
  role       = "roles/viewer"
  members    = ["group:shop@example.com"]
}
