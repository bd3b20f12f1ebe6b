resource "google_data_fusion_instance" "data_fusion_no_monitoring_bad" {
  name                          = "example"
  region                        = "europe-west1"
  type                          = "BASIC"
  private_instance              = true
  enable_stackdriver_logging    = true
  enable_stackdriver_monitoring = false
}
