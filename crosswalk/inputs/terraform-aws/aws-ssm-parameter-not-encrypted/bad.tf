resource "aws_ssm_parameter" "ssm_parameter_not_encrypted_bad" {
  name  = "/web/token"
  type  = "String"
  value = var.token
}

variable "token" {
  type      = string
  sensitive = true
}
