resource "google_data_fusion_instance" "data_fusion_no_logging_bad" {
  name                          = "example"
  region                        = "europe-west1"
  type                          = "BASIC"
  private_instance              = true
  enable_stackdriver_logging    = false
  enable_stackdriver_monitoring = true
}
