resource "aws_db_security_group" "db_security_group_wide_good" {
  name        = "records"
  description = "Records"

  ingress {
    cidr = "10.0.0.0/25"
  }
}
