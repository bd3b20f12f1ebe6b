resource "aws_ami_launch_permission" "ami_shared_good" {
  image_id   = "ami-0abcdef1234567890"
  account_id = "111122223333"
}
