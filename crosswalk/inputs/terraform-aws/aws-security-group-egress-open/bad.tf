resource "aws_security_group" "security_group_egress_open_bad" {
  name        = "web"
  description = "Web servers"
  vpc_id      = "vpc-0abcdef1234567890"

  ingress {
    description = "From the office"
    from_port   = 8443
    to_port     = 8443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }

  egress {
    description = "Within the network"
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
