resource "aws_redshift_parameter_group" "redshift_no_tls_good" {
  name   = "reports"
  family = "redshift-1.0"

  parameter {
    name  = "require_ssl"
    value = "true"
  }
}
