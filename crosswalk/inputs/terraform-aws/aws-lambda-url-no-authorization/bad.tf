resource "aws_lambda_function_url" "lambda_url_no_authorization_bad" {
  function_name      = "records"
  authorization_type = "NONE"
}
