resource "google_redis_instance" "redis_no_authentication_bad" {
  name                    = "example"
  memory_size_gb          = 1
  auth_enabled            = false
  transit_encryption_mode = "SERVER_AUTHENTICATION"
}
