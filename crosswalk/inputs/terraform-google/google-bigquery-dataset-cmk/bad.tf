resource "google_bigquery_dataset" "bigquery_dataset_cmk_bad" {
  dataset_id = "orders"
  location   = "EU"

  access {
    role          = "READER"
    special_group = "projectReaders"
  }
}
