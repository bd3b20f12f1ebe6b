resource "aws_ebs_snapshot_copy" "ebs_snapshot_copy_no_own_key_bad" {
  source_snapshot_id = "snap-0abcdef1234567890"
  source_region      = "eu-central-1"
  encrypted          = true
}
