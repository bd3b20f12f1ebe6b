resource "aws_docdb_cluster" "docdb_few_backups_bad" {
  cluster_identifier              = "records"
  master_username                 = "records"
  manage_master_user_password     = true
  storage_encrypted               = true
  kms_key_id                      = "arn:aws:kms:eu-west-1:111122223333:key/example"
  backup_retention_period         = 1
  deletion_protection             = true
  enabled_cloudwatch_logs_exports = ["audit", "profiler"]
}
