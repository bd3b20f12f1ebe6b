resource "google_compute_project_metadata" "compute_oslogin_not_in_project_bad" {
  metadata = {
    team           = "orders"
  }
}
