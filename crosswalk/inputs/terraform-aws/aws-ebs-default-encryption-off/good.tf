resource "aws_ebs_encryption_by_default" "ebs_default_encryption_off_good" {
  enabled = true
}
