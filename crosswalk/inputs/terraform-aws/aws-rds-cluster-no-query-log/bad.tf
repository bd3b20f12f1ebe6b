resource "aws_rds_cluster" "rds_cluster_no_query_log_bad" {
  engine                          = "aurora-postgresql"
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.rds_cluster_no_query_log_bad.name
}

resource "aws_rds_cluster_parameter_group" "rds_cluster_no_query_log_bad" {
  name   = "records"
  family = "aurora-postgresql16"

  parameter {
    name  = "log_hostname"
    value = "all"
  }

  parameter {
    name  = "log_duration"
    value = "1"
  }
}
