resource "google_bigquery_table_iam_member" "bigquery_table_public_bad" {
  dataset_id = "orders"
  table_id   = "lines"
  role       = "roles/viewer"
  member     = "allUsers"
}

resource "google_bigquery_table_iam_binding" "bigquery_table_public_bad" {
  dataset_id = "orders"
  table_id   = "lines"
  role       = "roles/viewer"
  members    = ["allUsers"]
}
