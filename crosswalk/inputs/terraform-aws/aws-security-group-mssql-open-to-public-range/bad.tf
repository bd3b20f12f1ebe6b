resource "aws_security_group" "security_group_mssql_open_to_public_range_bad" {
  name        = "web"
  description = "Web servers"
  vpc_id      = "vpc-0abcdef1234567890"

  ingress {
    description = "From the office"
    from_port   = 1433
    to_port     = 1433
    protocol    = "tcp"
    cidr_blocks = ["203.0.113.0/24"]
  }

  egress {
    description = "Within the network"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}
