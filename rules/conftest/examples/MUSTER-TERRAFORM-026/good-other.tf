resource "google_bigquery_table_iam_member" "a" {
  role   = "roles/bigquery.dataViewer"
  member = "allUsers"
}
