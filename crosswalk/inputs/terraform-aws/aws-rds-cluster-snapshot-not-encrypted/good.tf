resource "aws_db_cluster_snapshot" "rds_cluster_snapshot_not_encrypted_good" {
  db_cluster_identifier          = "records"
  db_cluster_snapshot_identifier = "records-before-move"
  storage_encrypted              = true
}
