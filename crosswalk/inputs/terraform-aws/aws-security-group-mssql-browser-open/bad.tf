resource "aws_security_group" "security_group_mssql_browser_open_bad" {
  name        = "web"
  description = "Web servers"
  vpc_id      = "vpc-0abcdef1234567890"

  ingress {
    description = "From the office"
    from_port   = 1434
    to_port     = 1434
    protocol    = "udp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    description = "Within the network"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}
