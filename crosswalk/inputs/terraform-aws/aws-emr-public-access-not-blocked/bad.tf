resource "aws_emr_block_public_access_configuration" "emr_public_access_not_blocked_bad" {
  block_public_security_group_rules = false
}
