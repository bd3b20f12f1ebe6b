resource "aws_db_instance" "rds_default_port_good" {
  identifier                          = "records"
  engine                              = "mysql"
  engine_version                      = "8.0"
  instance_class                      = "db.m5.large"
  allocated_storage                   = 20
  username                            = "records"
  port                                = 33060
  manage_master_user_password         = true
  storage_encrypted                   = true
  kms_key_id                          = "arn:aws:kms:eu-west-1:111122223333:key/example"
  ca_cert_identifier                  = "rds-ca-rsa2048-g1"
  multi_az                            = true
  backup_retention_period             = 14
  deletion_protection                 = true
  copy_tags_to_snapshot               = true
  auto_minor_version_upgrade          = true
  iam_database_authentication_enabled = true
  monitoring_interval                 = 60
  performance_insights_enabled        = true
  performance_insights_kms_key_id     = "arn:aws:kms:eu-west-1:111122223333:key/example"
  enabled_cloudwatch_logs_exports     = ["audit", "error", "general", "slowquery"]
}
