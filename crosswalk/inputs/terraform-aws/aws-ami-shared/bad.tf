resource "aws_ami_launch_permission" "ami_shared_bad" {
  image_id   = "ami-0abcdef1234567890"
  account_id = "111122223333"
}

resource "aws_ami_launch_permission" "ami_shared_bad_other" {
  image_id   = "ami-0abcdef1234567890"
  account_id = "444455556666"
}
