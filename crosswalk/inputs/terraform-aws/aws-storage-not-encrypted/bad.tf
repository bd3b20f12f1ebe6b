resource "aws_db_instance" "storage_not_encrypted_bad" {
  engine            = "mysql"
  instance_class    = "db.t3.micro"
  storage_encrypted = false
}

resource "aws_rds_cluster" "storage_not_encrypted_bad" {
  engine            = "aurora-mysql"
  storage_encrypted = false
}

resource "aws_docdb_cluster" "storage_not_encrypted_bad" {
  engine            = "docdb"
  storage_encrypted = false
}

resource "aws_neptune_cluster" "storage_not_encrypted_bad" {
  engine            = "neptune"
  storage_encrypted = false
}

resource "aws_ebs_volume" "storage_not_encrypted_bad" {
  availability_zone = "eu-west-1a"
  size              = 10
  encrypted         = false
}

resource "aws_efs_file_system" "storage_not_encrypted_bad" {
  creation_token = "files"
  encrypted      = false
}

resource "aws_redshift_cluster" "storage_not_encrypted_bad" {
  cluster_identifier = "reports"
  node_type          = "ra3.large"
  encrypted          = false
}

resource "aws_elasticache_replication_group" "storage_not_encrypted_bad" {
  replication_group_id       = "cache"
  description                = "Cache"
  at_rest_encryption_enabled = false
}
