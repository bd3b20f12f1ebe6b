resource "aws_ebs_volume" "volume_no_own_key_good" {
  availability_zone = "eu-west-1a"
  size              = 10
  encrypted         = true
  kms_key_id        = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
