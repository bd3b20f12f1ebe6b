resource "aws_appsync_graphql_api" "appsync_no_logs_bad" {
  name                = "records"
  authentication_type = "AWS_IAM"

}
