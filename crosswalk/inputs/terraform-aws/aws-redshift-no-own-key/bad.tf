resource "aws_redshift_cluster" "redshift_no_own_key_bad" {
  cluster_identifier                  = "reports"
  node_type                           = "ra3.large"
  database_name                       = "reports"
  master_username                     = "reports"
  manage_master_password              = true
  port                                = 15439
  encrypted                           = true
  publicly_accessible                 = false
  enhanced_vpc_routing                = true
  allow_version_upgrade               = true
  automated_snapshot_retention_period = 7
  cluster_subnet_group_name           = "reports"
  vpc_security_group_ids              = ["sg-0abcdef1234567890"]

  logging {
    enable      = true
    bucket_name = "example-redshift-logs"
  }
}
