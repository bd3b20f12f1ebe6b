resource "google_compute_service_attachment" "service_attachment_accepts_all_bad" {
  name                  = "example"
  region                = "europe-west1"
  connection_preference = "ACCEPT_AUTOMATIC"
  enable_proxy_protocol = true
  nat_subnets           = ["/subnetworks/example"]
  target_service        = "/forwardingRules/example"
}
