resource "google_storage_bucket" "storage_bucket_public_access_not_prevented_good" {
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

  encryption {
    default_kms_key_name = "/cryptoKeys/example"
  }
}
