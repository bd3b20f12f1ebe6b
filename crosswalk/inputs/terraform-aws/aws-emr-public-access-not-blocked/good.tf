resource "aws_emr_block_public_access_configuration" "emr_public_access_not_blocked_good" {
  block_public_security_group_rules = true
}
