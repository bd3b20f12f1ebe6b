resource "aws_vpc" "default_security_group_open_bad" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_default_security_group" "default_security_group_open_bad" {
  vpc_id = aws_vpc.default_security_group_open_bad.id

  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
