resource "aws_rds_cluster" "a" {
  storage_encrypted = false
}
