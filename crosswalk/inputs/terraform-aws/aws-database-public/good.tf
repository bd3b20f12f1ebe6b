resource "aws_db_instance" "database_public_good" {
  engine              = "mysql"
  instance_class      = "db.t3.micro"
  publicly_accessible = false
}

resource "aws_rds_cluster_instance" "database_public_good" {
  cluster_identifier  = "records"
  engine              = "aurora-mysql"
  instance_class      = "db.t3.medium"
  publicly_accessible = false
}

resource "aws_redshift_cluster" "database_public_good" {
  cluster_identifier  = "reports"
  node_type           = "ra3.large"
  publicly_accessible = false
}

resource "aws_dms_replication_instance" "database_public_good" {
  replication_instance_id    = "move"
  replication_instance_class = "dms.t3.micro"
  publicly_accessible        = false
}
