resource "aws_vpc_security_group_ingress_rule" "a" {
  cidr_ipv4   = "0.0.0.0/0"
  from_port   = 3389
  to_port     = 3389
  ip_protocol = "tcp"
}
