resource "aws_vpc" "default_security_group_rules_bad" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_default_security_group" "default_security_group_rules_bad" {
  vpc_id = aws_vpc.default_security_group_rules_bad.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}
