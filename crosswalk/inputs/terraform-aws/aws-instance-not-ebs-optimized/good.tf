resource "aws_instance" "instance_not_ebs_optimized_good" {
  ami                         = "ami-0abcdef1234567890"
  instance_type               = "t2.micro"
  subnet_id                   = "subnet-0abcdef1234567890"
  vpc_security_group_ids      = ["sg-0abcdef1234567890"]
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
