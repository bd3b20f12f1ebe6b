resource "aws_cloudwatch_log_group" "log_group_no_own_key_bad" {
  name              = "web"
  retention_in_days = 365
}
