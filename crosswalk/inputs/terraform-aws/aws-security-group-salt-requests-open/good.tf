resource "aws_security_group" "security_group_salt_requests_open_good" {
  name        = "web"
  description = "Web servers"
  vpc_id      = "vpc-0abcdef1234567890"

  ingress {
    description = "From the office"
    from_port   = 4506
    to_port     = 4506
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }

  egress {
    description = "Within the network"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}
