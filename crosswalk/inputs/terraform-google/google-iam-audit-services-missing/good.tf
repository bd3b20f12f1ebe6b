resource "google_project" "iam_audit_services_missing_good" {
  name                = "example"
  project_id          = "example-iam_audit_services_missing_good"
  org_id              = "123456789012"
  auto_create_network = false
}

resource "google_project_iam_audit_config" "iam_audit_services_missing_good" {
  project = google_project.iam_audit_services_missing_good.project_id
  service = "allServices"

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
