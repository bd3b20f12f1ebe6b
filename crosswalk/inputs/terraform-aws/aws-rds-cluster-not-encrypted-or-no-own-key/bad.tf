resource "aws_rds_cluster" "rds_cluster_not_encrypted_or_no_own_key_bad" {
  cluster_identifier                  = "records"
  engine                              = "aurora-mysql"
  master_username                     = "records"
  manage_master_user_password         = true
  storage_encrypted                   = false
  backup_retention_period             = 14
  backtrack_window                    = 86400
  deletion_protection                 = true
  copy_tags_to_snapshot               = true
  iam_database_authentication_enabled = true
  enabled_cloudwatch_logs_exports     = ["audit", "error", "general", "slowquery"]
}
