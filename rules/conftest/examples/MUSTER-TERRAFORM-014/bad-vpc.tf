resource "aws_vpc_security_group_ingress_rule" "a" {
  cidr_ipv4   = "0.0.0.0/0"
  from_port   = 22
  to_port     = 22
  ip_protocol = "tcp"
}
