resource "google_bigquery_table" "bigquery_table_cmk_bad" {
  dataset_id          = "orders"
  table_id            = "lines"
  deletion_protection = true
}
