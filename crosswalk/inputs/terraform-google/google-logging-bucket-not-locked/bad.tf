resource "google_storage_bucket" "logging_bucket_not_locked_bad" {
  name                        = "example-logs"
  location                    = "EU"
  uniform_bucket_level_access = true

  retention_policy {
    retention_period = 2592000
    is_locked        = false
  }
}

resource "google_logging_project_sink" "logging_bucket_not_locked_bad" {
  name        = "logs"
  destination = "storage.googleapis.com/${google_storage_bucket.logging_bucket_not_locked_bad.name}"
}
