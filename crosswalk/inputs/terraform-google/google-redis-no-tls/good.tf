resource "google_redis_instance" "redis_no_tls_good" {
  name                    = "example"
  memory_size_gb          = 1
  auth_enabled            = true
  transit_encryption_mode = "SERVER_AUTHENTICATION"
}
