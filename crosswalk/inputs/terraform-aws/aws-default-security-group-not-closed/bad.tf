resource "aws_vpc" "default_security_group_not_closed_bad" {
  cidr_block = "10.0.0.0/16"
}
