resource "aws_security_group_rule" "a" {
  type             = "ingress"
  from_port        = 3389
  to_port          = 3389
  protocol         = "tcp"
  ipv6_cidr_blocks = ["::/0"]
}
