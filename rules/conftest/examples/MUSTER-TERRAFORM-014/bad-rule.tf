resource "aws_security_group_rule" "a" {
  type             = "ingress"
  from_port        = 22
  to_port          = 22
  protocol         = "tcp"
  ipv6_cidr_blocks = ["::/0"]
}
