resource "aws_ami_copy" "ami_copy_no_own_key_bad" {
  name              = "web"
  source_ami_id     = "ami-0abcdef1234567890"
  source_ami_region = "eu-central-1"
  encrypted         = true
}
