resource "google_compute_ssl_policy" "ssl_policy_old_tls_bad" {
  name            = "example"
  profile         = "MODERN"
  min_tls_version = "TLS_1_0"
}
