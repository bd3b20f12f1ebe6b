resource "google_compute_ssl_policy" "ssl_policy_weak_good" {
  name            = "example"
  profile         = "MODERN"
  min_tls_version = "TLS_1_2"
}
