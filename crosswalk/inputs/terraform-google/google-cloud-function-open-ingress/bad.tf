resource "google_cloudfunctions_function" "cloud_function_open_ingress_bad" {
  name                         = "example"
  runtime                      = "nodejs20"
  trigger_http                 = true
  https_trigger_security_level = "SECURE_ALWAYS"
  ingress_settings             = "ALLOW_ALL"
}
