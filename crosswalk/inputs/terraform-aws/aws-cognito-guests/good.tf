resource "aws_cognito_identity_pool" "cognito_guests_good" {
  identity_pool_name               = "users"
  allow_unauthenticated_identities = false
}
