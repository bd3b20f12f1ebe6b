resource "aws_instance" "instance_no_network_bad" {
  ami                         = "ami-0abcdef1234567890"
  instance_type               = "t3.micro"
  iam_instance_profile        = "web"
  associate_public_ip_address = false
  ebs_optimized               = true
  monitoring                  = true

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
  }

  root_block_device {
    encrypted = true
  }
}
