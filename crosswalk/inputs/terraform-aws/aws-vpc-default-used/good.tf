resource "aws_vpc" "vpc_default_used_good" {
  cidr_block = "10.0.0.0/16"
}
