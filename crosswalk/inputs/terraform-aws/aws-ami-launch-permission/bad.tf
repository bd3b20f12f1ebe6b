resource "aws_ami_copy" "ami_launch_permission_bad" {
  name              = "web"
  source_ami_id     = "ami-0abcdef1234567890"
  source_ami_region = "eu-central-1"
  encrypted         = true
  kms_key_id        = "arn:aws:kms:eu-west-1:111122223333:key/example"
}

resource "aws_ami_launch_permission" "ami_launch_permission_bad" {
  image_id   = aws_ami_copy.ami_launch_permission_bad.id
  account_id = "111122223333"
}
