resource "google_bigquery_dataset" "bigquery_dataset_cmk_good" {
  dataset_id = "orders"
  location   = "EU"

  default_encryption_configuration {
    kms_key_name = "/cryptoKeys/example"
  }

  access {
    role          = "READER"
    special_group = "projectReaders"
  }
}
