resource "aws_db_instance" "storage_not_encrypted_good" {
  engine            = "mysql"
  instance_class    = "db.t3.micro"
  storage_encrypted = true
}

resource "aws_rds_cluster" "storage_not_encrypted_good" {
  engine            = "aurora-mysql"
  storage_encrypted = true
}

resource "aws_docdb_cluster" "storage_not_encrypted_good" {
  engine            = "docdb"
  storage_encrypted = true
}

resource "aws_neptune_cluster" "storage_not_encrypted_good" {
  engine            = "neptune"
  storage_encrypted = true
}

resource "aws_ebs_volume" "storage_not_encrypted_good" {
  availability_zone = "eu-west-1a"
  size              = 10
  encrypted         = true
}

resource "aws_efs_file_system" "storage_not_encrypted_good" {
  creation_token = "files"
  encrypted      = true
}

resource "aws_redshift_cluster" "storage_not_encrypted_good" {
  cluster_identifier = "reports"
  node_type          = "ra3.large"
  encrypted          = true
}

resource "aws_elasticache_replication_group" "storage_not_encrypted_good" {
  replication_group_id       = "cache"
  description                = "Cache"
  at_rest_encryption_enabled = true
}
