resource "google_storage_bucket" "storage_bucket_no_versioning_bad" {
  name                        = "example-orders"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  versioning {
    enabled = false
  }

  logging {
    log_bucket = "example-logs"
  }

  encryption {
    default_kms_key_name = "/cryptoKeys/example"
  }
}
