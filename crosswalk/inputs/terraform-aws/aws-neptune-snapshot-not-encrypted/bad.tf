resource "aws_neptune_cluster_snapshot" "neptune_snapshot_not_encrypted_bad" {
  db_cluster_identifier          = "graph"
  db_cluster_snapshot_identifier = "graph-before-move"
  storage_encrypted              = false
  kms_key_id                     = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
