resource "aws_vpc_security_group_ingress_rule" "a" {
  cidr_ipv4   = "0.0.0.0/0"
  from_port   = 5432
  to_port     = 5432
  ip_protocol = "tcp"
}
