resource "aws_db_instance" "rds_instance_no_tls_good" {
  engine               = "postgres"
  instance_class       = "db.t3.micro"
  parameter_group_name = aws_db_parameter_group.rds_instance_no_tls_good.name
}

resource "aws_db_parameter_group" "rds_instance_no_tls_good" {
  name   = "records"
  family = "postgres16"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
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
