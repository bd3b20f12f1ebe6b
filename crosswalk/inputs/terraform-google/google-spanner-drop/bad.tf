resource "google_spanner_database" "spanner_drop_bad" {
  instance               = "example"
  name                   = "orders"
  deletion_protection    = true
  enable_drop_protection = false

  encryption_config {
    kms_key_name = "/cryptoKeys/example"
  }
}
