resource "google_compute_network" "network_no_private_access_good" {
  name                    = "example"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "network_no_private_access_good" {
  name                       = "example"
  network                    = google_compute_network.network_no_private_access_good.id
  ip_cidr_range              = "10.2.0.0/16"
  region                     = "europe-west1"
  private_ip_google_access   = true
  stack_type                 = "IPV4_IPV6"
  private_ipv6_google_access = "ENABLE_OUTBOUND_VM_ACCESS_TO_GOOGLE"

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}
