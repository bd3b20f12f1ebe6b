resource "aws_network_acl_rule" "network_acl_admin_port_open_bad" {
  network_acl_id = "acl-0abcdef1234567890"
  rule_number    = 100
  egress         = false
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  from_port      = 22
  to_port        = 22
}
