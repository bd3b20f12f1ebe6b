resource "aws_ebs_volume" "a" {
  size = 10
}
