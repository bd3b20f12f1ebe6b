resource "aws_rds_cluster" "rds_cluster_no_query_log_good" {
  engine                          = "aurora-postgresql"
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.rds_cluster_no_query_log_good.name
}

resource "aws_rds_cluster_parameter_group" "rds_cluster_no_query_log_good" {
  name   = "records"
  family = "aurora-postgresql16"

  parameter {
    name  = "log_statement"
    value = "all"
  }

  parameter {
    name  = "log_min_duration_statement"
    value = "1"
  }
}
