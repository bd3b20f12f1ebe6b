resource "aws_ssm_parameter" "ssm_parameter_not_encrypted_good" {
  name   = "/web/token"
  type   = "SecureString"
  value  = var.token
  key_id = "arn:aws:kms:eu-west-1:111122223333:key/example"
}

variable "token" {
  type      = string
  sensitive = true
}
