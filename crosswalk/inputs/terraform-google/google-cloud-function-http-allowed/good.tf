resource "google_cloudfunctions_function" "cloud_function_http_allowed_good" {
  name                         = "example"
  runtime                      = "nodejs20"
  trigger_http                 = true
  https_trigger_security_level = "SECURE_ALWAYS"
  ingress_settings             = "ALLOW_INTERNAL_ONLY"
}
