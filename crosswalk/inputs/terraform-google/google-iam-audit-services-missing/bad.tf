resource "google_project" "iam_audit_services_missing_bad" {
  name                = "example"
  project_id          = "example-iam_audit_services_missing_bad"
  org_id              = "123456789012"
  auto_create_network = false
}

resource "google_project_iam_audit_config" "iam_audit_services_missing_bad" {
  project = google_project.iam_audit_services_missing_bad.project_id
  service = "storage.googleapis.com"

  audit_log_config {
    log_type = "ADMIN_READ"
  }
  audit_log_config {
    log_type = "DATA_READ"
  }
  audit_log_config {
    log_type = "DATA_WRITE"
  }
}
