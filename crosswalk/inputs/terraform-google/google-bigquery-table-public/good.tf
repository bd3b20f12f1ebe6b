resource "google_bigquery_table_iam_member" "bigquery_table_public_good" {
  dataset_id = "orders"
  table_id   = "lines"
  role       = "roles/viewer"
  member     = "group:shop@example.com"
}

resource "google_bigquery_table_iam_binding" "bigquery_table_public_good" {
  dataset_id = "orders"
  table_id   = "lines"
  role       = "roles/viewer"
  members    = ["group:shop@example.com"]
}
