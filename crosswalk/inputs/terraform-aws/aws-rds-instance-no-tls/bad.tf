resource "aws_db_instance" "rds_instance_no_tls_bad" {
  engine               = "postgres"
  instance_class       = "db.t3.micro"
  parameter_group_name = aws_db_parameter_group.rds_instance_no_tls_bad.name
}

resource "aws_db_parameter_group" "rds_instance_no_tls_bad" {
  name   = "records"
  family = "postgres16"

  parameter {
    name  = "rds.force_ssl"
    value = "0"
  }

  parameter {
    name  = "log_statement"
    value = "all"
  }

  parameter {
    name  = "log_min_duration_statement"
    value = "1"
  }
}
