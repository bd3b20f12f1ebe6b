resource "google_project" "network_default_network_bad" {
  name                = "example"
  project_id          = "example-network_default_network_bad"
  org_id              = "123456789012"
  auto_create_network = true
}
