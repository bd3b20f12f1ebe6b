resource "aws_launch_template" "launch_template_metadata_hops_bad" {
  name          = "web"
  image_id      = "ami-0abcdef1234567890"
  instance_type = "t3.micro"

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 3
  }

  network_interfaces {
    associate_public_ip_address = false
  }
}

resource "aws_launch_configuration" "launch_template_metadata_hops_bad" {
  name                        = "web"
  image_id                    = "ami-0abcdef1234567890"
  instance_type               = "t3.micro"
  associate_public_ip_address = false
  enable_monitoring           = true

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 3
  }

  root_block_device {
    encrypted = true
  }
}
