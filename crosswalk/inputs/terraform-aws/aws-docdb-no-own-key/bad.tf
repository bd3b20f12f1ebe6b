resource "aws_docdb_cluster" "docdb_no_own_key_bad" {
  cluster_identifier              = "records"
  master_username                 = "records"
  manage_master_user_password     = true
  storage_encrypted               = true
  backup_retention_period         = 14
  deletion_protection             = true
  enabled_cloudwatch_logs_exports = ["audit", "profiler"]
}
