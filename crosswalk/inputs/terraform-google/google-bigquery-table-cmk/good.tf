resource "google_bigquery_table" "bigquery_table_cmk_good" {
  dataset_id          = "orders"
  table_id            = "lines"
  deletion_protection = true

  encryption_configuration {
    kms_key_name = "/cryptoKeys/example"
  }
}
