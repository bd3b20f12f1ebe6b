resource "google_bigquery_table_iam_binding" "a" {
  role    = "roles/bigquery.dataViewer"
  members = ["user:a@service.test", "allAuthenticatedUsers"]
}
