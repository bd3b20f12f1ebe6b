resource "google_dataflow_job" "dataflow_cmk_bad" {
  name              = "example"
  template_gcs_path = "gs://example/template"
  temp_gcs_location = "gs://example/tmp"
  ip_configuration  = "WORKER_IP_PRIVATE"
}
