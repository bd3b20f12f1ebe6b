resource "aws_db_security_group" "db_security_group_wide_bad" {
  name        = "records"
  description = "Records"

  ingress {
    cidr = "10.0.0.0/16"
  }
}
