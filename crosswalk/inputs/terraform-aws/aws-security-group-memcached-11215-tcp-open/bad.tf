resource "aws_security_group" "security_group_memcached_11215_tcp_open_bad" {
  name        = "web"
  description = "Web servers"
  vpc_id      = "vpc-0abcdef1234567890"

  ingress {
    description = "From the office"
    from_port   = 11215
    to_port     = 11215
    protocol    = "tcp"
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
