resource "google_spanner_database" "spanner_deletion_good" {
  instance               = "example"
  name                   = "orders"
  deletion_protection    = true
  enable_drop_protection = true

  encryption_config {
    kms_key_name = "/cryptoKeys/example"
  }
}
