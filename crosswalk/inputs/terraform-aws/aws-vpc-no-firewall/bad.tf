resource "aws_vpc" "vpc_no_firewall_bad" {
  cidr_block = "10.0.0.0/16"
}
