resource "aws_lambda_permission" "lambda_permission_everyone_bad" {
  function_name = "records"
  action        = "lambda:InvokeFunction"
  principal     = "*"
}
