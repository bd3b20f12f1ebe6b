resource "google_storage_bucket" "storage_bucket_cmk_bad" {
  name                        = "example-orders"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  versioning {
    enabled = true
  }

  logging {
    log_bucket = "example-logs"
  }
}
