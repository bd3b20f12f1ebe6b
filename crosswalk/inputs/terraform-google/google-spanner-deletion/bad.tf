resource "google_spanner_database" "spanner_deletion_bad" {
  instance               = "example"
  name                   = "orders"
  deletion_protection    = false
  enable_drop_protection = true

  encryption_config {
    kms_key_name = "/cryptoKeys/example"
  }
}
