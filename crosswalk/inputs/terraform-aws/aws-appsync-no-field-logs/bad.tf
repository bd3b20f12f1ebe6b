resource "aws_appsync_graphql_api" "appsync_no_field_logs_bad" {
  name                = "records"
  authentication_type = "AWS_IAM"

  log_config {
    cloudwatch_logs_role_arn = "arn:aws:iam::111122223333:role/appsync"
    field_log_level          = "NONE"
  }
}
