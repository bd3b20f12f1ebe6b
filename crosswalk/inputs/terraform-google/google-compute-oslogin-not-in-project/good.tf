resource "google_compute_project_metadata" "compute_oslogin_not_in_project_good" {
  metadata = {
    team           = "orders"
    enable-oslogin = "TRUE"
  }
}
