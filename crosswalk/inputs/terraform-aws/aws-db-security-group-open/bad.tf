resource "aws_db_security_group" "db_security_group_open_bad" {
  name        = "records"
  description = "Records"

  ingress {
    cidr = "0.0.0.0/0"
  }
}
