resource "aws_docdb_cluster_parameter_group" "docdb_no_tls_good" {
  family = "docdb5.0"

  parameter {
    name  = "tls"
    value = "enabled"
  }

  parameter {
    name  = "audit_logs"
    value = "all"
  }
}
