resource "aws_lambda_permission" "lambda_permission_all_actions_bad" {
  function_name = "records"
  action        = "lambda:*"
  principal     = "s3.amazonaws.com"
  source_arn    = "arn:aws:s3:::example-records"
}
