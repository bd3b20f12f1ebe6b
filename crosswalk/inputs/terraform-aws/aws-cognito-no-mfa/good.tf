resource "aws_cognito_user_pool" "cognito_no_mfa_good" {
  name                       = "users"
  mfa_configuration          = "ON"
  sms_authentication_message = "Your code is {####}"

  software_token_mfa_configuration {
    enabled = true
  }
}
