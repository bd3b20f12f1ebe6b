resource "google_compute_ssl_policy" "ssl_policy_weak_bad" {
  name            = "example"
  profile         = "COMPATIBLE"
  min_tls_version = "TLS_1_0"
}
