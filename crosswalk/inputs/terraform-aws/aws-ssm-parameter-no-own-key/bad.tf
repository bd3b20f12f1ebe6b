resource "aws_ssm_parameter" "ssm_parameter_no_own_key_bad" {
  name  = "/web/token"
  type  = "SecureString"
  value = var.token
}

variable "token" {
  type      = string
  sensitive = true
}
