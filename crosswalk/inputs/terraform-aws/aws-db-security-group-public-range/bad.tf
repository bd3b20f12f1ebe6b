resource "aws_db_security_group" "db_security_group_public_range_bad" {
  name        = "records"
  description = "Records"

  ingress {
    cidr = "203.0.113.0/28"
  }
}
