resource "aws_lambda_permission" "lambda_permission_no_source_bad" {
  function_name = "records"
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
}
