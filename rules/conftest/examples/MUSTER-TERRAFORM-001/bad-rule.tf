resource "aws_security_group_rule" "a" {
  type             = "ingress"
  from_port        = 5432
  to_port          = 5432
  protocol         = "tcp"
  ipv6_cidr_blocks = ["::/0"]
}
