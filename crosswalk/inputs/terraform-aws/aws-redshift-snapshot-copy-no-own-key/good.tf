resource "aws_redshift_snapshot_copy_grant" "redshift_snapshot_copy_no_own_key_good" {
  snapshot_copy_grant_name = "reports"
  kms_key_id               = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
