resource "aws_db_instance" "database_public_bad" {
  engine              = "mysql"
  instance_class      = "db.t3.micro"
  publicly_accessible = true
}

resource "aws_rds_cluster_instance" "database_public_bad" {
  cluster_identifier  = "records"
  engine              = "aurora-mysql"
  instance_class      = "db.t3.medium"
  publicly_accessible = true
}

resource "aws_redshift_cluster" "database_public_bad" {
  cluster_identifier  = "reports"
  node_type           = "ra3.large"
  publicly_accessible = true
}

resource "aws_dms_replication_instance" "database_public_bad" {
  replication_instance_id    = "move"
  replication_instance_class = "dms.t3.micro"
  publicly_accessible        = true
}
