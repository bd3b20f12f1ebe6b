resource "google_spanner_database" "spanner_cmk_bad" {
  instance               = "example"
  name                   = "orders"
  deletion_protection    = true
  enable_drop_protection = true
}
