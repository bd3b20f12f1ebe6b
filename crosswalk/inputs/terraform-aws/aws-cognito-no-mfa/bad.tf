resource "aws_cognito_user_pool" "cognito_no_mfa_bad" {
  name                       = "users"
  mfa_configuration          = "OFF"
  sms_authentication_message = "Your code is {####}"

  software_token_mfa_configuration {
    enabled = true
  }
}
