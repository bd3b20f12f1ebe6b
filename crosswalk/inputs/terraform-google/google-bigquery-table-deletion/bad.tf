resource "google_bigquery_table" "bigquery_table_deletion_bad" {
  dataset_id          = "orders"
  table_id            = "lines"
  deletion_protection = false

  encryption_configuration {
    kms_key_name = "/cryptoKeys/example"
  }
}
