resource "aws_lambda_function_url" "lambda_url_no_authorization_good" {
  function_name      = "records"
  authorization_type = "AWS_IAM"
}
