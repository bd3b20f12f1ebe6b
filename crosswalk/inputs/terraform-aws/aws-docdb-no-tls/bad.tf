resource "aws_docdb_cluster_parameter_group" "docdb_no_tls_bad" {
  family = "docdb5.0"

  parameter {
    name  = "tls"
    value = "disabled"
  }

  parameter {
    name  = "audit_logs"
    value = "all"
  }
}
