resource "google_redis_instance" "redis_no_tls_bad" {
  name                    = "example"
  memory_size_gb          = 1
  auth_enabled            = true
  transit_encryption_mode = "DISABLED"
}
