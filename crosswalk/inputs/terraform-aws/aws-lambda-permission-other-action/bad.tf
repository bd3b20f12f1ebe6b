resource "aws_lambda_permission" "lambda_permission_other_action_bad" {
  function_name = "records"
  action        = "lambda:DeleteFunction"
  principal     = "s3.amazonaws.com"
  source_arn    = "arn:aws:s3:::example-records"
}
