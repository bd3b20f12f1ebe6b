resource "google_dataflow_job" "dataflow_cmk_good" {
  name              = "example"
  template_gcs_path = "gs://example/template"
  temp_gcs_location = "gs://example/tmp"
  kms_key_name      = "/cryptoKeys/example"
  ip_configuration  = "WORKER_IP_PRIVATE"
}
