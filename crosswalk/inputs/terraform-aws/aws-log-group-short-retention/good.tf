resource "aws_cloudwatch_log_group" "log_group_short_retention_good" {
  name              = "web"
  retention_in_days = 365
  kms_key_id        = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
