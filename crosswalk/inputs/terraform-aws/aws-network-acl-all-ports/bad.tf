resource "aws_network_acl_rule" "network_acl_all_ports_bad" {
  network_acl_id = "acl-0abcdef1234567890"
  rule_number    = 100
  egress         = false
  protocol       = "-1"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
}
