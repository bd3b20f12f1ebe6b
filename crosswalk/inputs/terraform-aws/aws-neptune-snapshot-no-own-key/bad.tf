resource "aws_neptune_cluster_snapshot" "neptune_snapshot_no_own_key_bad" {
  db_cluster_identifier          = "graph"
  db_cluster_snapshot_identifier = "graph-before-move"
  storage_encrypted              = true
}
