resource "aws_vpc_security_group_ingress_rule" "a" {
  cidr_ipv4   = "0.0.0.0/0"
  ip_protocol = "-1"
}
