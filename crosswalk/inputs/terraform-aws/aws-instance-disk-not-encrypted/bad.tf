resource "aws_instance" "instance_disk_not_encrypted_bad" {
  ami                         = "ami-0abcdef1234567890"
  instance_type               = "t3.micro"
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
    encrypted = false
  }
}

resource "aws_launch_configuration" "instance_disk_not_encrypted_bad" {
  name                        = "web"
  image_id                    = "ami-0abcdef1234567890"
  instance_type               = "t3.micro"
  associate_public_ip_address = false
  enable_monitoring           = true

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  root_block_device {
    encrypted = false
  }
}
