# Two buckets with similar names, two databases; the second of each is better.
resource "aws_s3_bucket" "logs" {
  bucket = "example-logs"
}

resource "aws_s3_bucket" "logs_archive" {
  bucket = "example-logs-archive"
}

resource "aws_s3_bucket_acl" "logs" {
  bucket = aws_s3_bucket.logs.id
  acl    = "public-read-write"
}

resource "aws_s3_bucket_public_access_block" "logs" {
  bucket                  = aws_s3_bucket.logs.id
  block_public_acls       = false
  block_public_policy     = false
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_public_access_block" "logs_archive" {
  bucket                  = aws_s3_bucket.logs_archive.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = false
  restrict_public_buckets = false
}

resource "aws_db_instance" "orders" {
  identifier          = "orders"
  engine              = "postgres"
  engine_version      = "16.4"
  instance_class      = "db.t3.micro"
  allocated_storage   = 20
  username            = "orders"
  password            = "{{secret:password:3}}"
  publicly_accessible = true
  storage_encrypted   = false
  skip_final_snapshot = true
}

resource "aws_db_instance" "orders_replica" {
  identifier                          = "orders-replica"
  replicate_source_db                 = "orders"
  instance_class                      = "db.t3.micro"
  publicly_accessible                 = false
  storage_encrypted                   = true
  multi_az                            = true
  deletion_protection                 = true
  backup_retention_period             = 0
  iam_database_authentication_enabled = true
  auto_minor_version_upgrade          = false
}

resource "aws_efs_file_system" "shared" {
  creation_token = "shared"
}

resource "aws_dynamodb_table" "carts" {
  name         = "carts"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_redshift_cluster" "reports" {
  cluster_identifier  = "reports"
  node_type           = "ra3.xlplus"
  master_username     = "reports"
  master_password     = "{{secret:password:4}}"
  encrypted           = false
  publicly_accessible = true
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id       = "sessions"
  description                = "sessions"
  at_rest_encryption_enabled = false
  transit_encryption_enabled = false
}
