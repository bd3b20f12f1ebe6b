resource "aws_cloudwatch_log_group" "log_group_no_retention_bad" {
  name       = "web"
  kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
