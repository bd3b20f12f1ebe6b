resource "aws_default_vpc" "vpc_default_used_bad" {
  enable_dns_support = true
}
