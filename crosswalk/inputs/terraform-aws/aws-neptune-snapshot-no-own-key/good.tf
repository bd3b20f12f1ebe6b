resource "aws_neptune_cluster_snapshot" "neptune_snapshot_no_own_key_good" {
  db_cluster_identifier          = "graph"
  db_cluster_snapshot_identifier = "graph-before-move"
  storage_encrypted              = true
  kms_key_id                     = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
