resource "aws_neptune_cluster" "neptune_no_own_key_bad" {
  cluster_identifier                  = "graph"
  engine                              = "neptune"
  storage_encrypted                   = true
  backup_retention_period             = 14
  deletion_protection                 = true
  copy_tags_to_snapshot               = true
  iam_database_authentication_enabled = true
  enable_cloudwatch_logs_exports      = ["audit"]
}
