resource "google_dataproc_cluster_iam_member" "dataproc_public_bad" {
  cluster    = "shop"
  role       = "roles/viewer"
  member     = "allUsers"
}

resource "google_dataproc_cluster_iam_binding" "dataproc_public_bad" {
  cluster    = "shop"
  role       = "roles/viewer"
  members    = ["allUsers"]
}
