resource "aws_ebs_snapshot_copy" "ebs_snapshot_copy_no_own_key_good" {
  source_snapshot_id = "snap-0abcdef1234567890"
  source_region      = "eu-central-1"
  encrypted          = true
  kms_key_id         = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
