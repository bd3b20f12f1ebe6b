resource "aws_redshift_snapshot_copy_grant" "redshift_snapshot_copy_no_own_key_bad" {
  snapshot_copy_grant_name = "reports"
}
