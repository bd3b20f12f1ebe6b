resource "google_storage_bucket" "storage_bucket_public_good" {
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

resource "google_storage_bucket_iam_member" "storage_bucket_public_good" {
  bucket = google_storage_bucket.storage_bucket_public_good.name
  role   = "roles/storage.objectViewer"
  member = "group:readers@example.com"
}

resource "google_storage_bucket_iam_binding" "storage_bucket_public_good" {
  bucket  = google_storage_bucket.storage_bucket_public_good.name
  role    = "roles/storage.objectViewer"
  members = ["group:readers@example.com"]
}
