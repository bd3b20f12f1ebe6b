resource "aws_security_group" "a" {
  dynamic "ingress" {
    for_each = var.names
    content {
      from_port   = 0
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}
