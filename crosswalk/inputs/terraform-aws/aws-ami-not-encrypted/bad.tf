resource "aws_ami" "ami_not_encrypted_bad" {
  name                = "web"
  virtualization_type = "hvm"
  root_device_name    = "/dev/xvda"

  ebs_block_device {
    device_name = "/dev/xvda"
    snapshot_id = "snap-0abcdef1234567890"
    encrypted   = false
  }
}
