resource "aws_ebs_volume" "volume_no_own_key_bad" {
  availability_zone = "eu-west-1a"
  size              = 10
  encrypted         = true
}
