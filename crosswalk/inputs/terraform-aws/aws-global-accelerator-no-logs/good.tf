resource "aws_globalaccelerator_accelerator" "global_accelerator_no_logs_good" {
  name = "web"

  attributes {
    flow_logs_enabled   = true
    flow_logs_s3_bucket = "example-accelerator-logs"
    flow_logs_s3_prefix = "web/"
  }
}
