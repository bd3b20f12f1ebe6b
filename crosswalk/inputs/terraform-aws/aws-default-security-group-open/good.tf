resource "aws_vpc" "default_security_group_open_good" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_default_security_group" "default_security_group_open_good" {
  vpc_id = aws_vpc.default_security_group_open_good.id
}
