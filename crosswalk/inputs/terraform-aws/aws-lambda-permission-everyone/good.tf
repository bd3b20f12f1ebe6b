resource "aws_lambda_permission" "lambda_permission_everyone_good" {
  function_name = "records"
  action        = "lambda:InvokeFunction"
  principal     = "111122223333"
}
