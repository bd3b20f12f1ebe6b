resource "google_project" "network_automatic_subnets_good" {
  name                = "example"
  project_id          = "example-network_automatic_subnets_good"
  org_id              = "123456789012"
  auto_create_network = false
}

resource "google_compute_network" "network_automatic_subnets_good" {
  name                    = "example"
  project                 = google_project.network_automatic_subnets_good.project_id
  auto_create_subnetworks = false
}
