resource "aws_neptune_cluster" "neptune_no_iam_authentication_bad" {
  cluster_identifier                  = "graph"
  engine                              = "neptune"
  storage_encrypted                   = true
  kms_key_arn                         = "arn:aws:kms:eu-west-1:111122223333:key/example"
  backup_retention_period             = 14
  deletion_protection                 = true
  copy_tags_to_snapshot               = true
  iam_database_authentication_enabled = false
  enable_cloudwatch_logs_exports      = ["audit"]
}
