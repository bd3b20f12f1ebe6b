resource "aws_db_snapshot" "rds_snapshot_public_good" {
  db_instance_identifier = "records"
  db_snapshot_identifier = "records-before-move"
  shared_accounts        = ["444455556666"]
}
