resource "google_project" "network_automatic_subnets_bad" {
  name                = "example"
  project_id          = "example-network_automatic_subnets_bad"
  org_id              = "123456789012"
  auto_create_network = false
}

resource "google_compute_network" "network_automatic_subnets_bad" {
  name                    = "example"
  project                 = google_project.network_automatic_subnets_bad.project_id
  auto_create_subnetworks = true
}
