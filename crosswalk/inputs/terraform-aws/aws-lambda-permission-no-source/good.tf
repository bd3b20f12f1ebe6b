resource "aws_lambda_permission" "lambda_permission_no_source_good" {
  function_name = "records"
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
  source_arn    = "arn:aws:s3:::example-records"
}
