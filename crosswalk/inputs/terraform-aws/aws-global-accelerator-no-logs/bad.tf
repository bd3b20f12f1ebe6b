resource "aws_globalaccelerator_accelerator" "global_accelerator_no_logs_bad" {
  name = "web"

  attributes {
    flow_logs_enabled   = false
    flow_logs_s3_bucket = "example-accelerator-logs"
    flow_logs_s3_prefix = "web/"
  }
}
