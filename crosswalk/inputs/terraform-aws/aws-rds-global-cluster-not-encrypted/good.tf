resource "aws_rds_global_cluster" "rds_global_cluster_not_encrypted_good" {
  global_cluster_identifier = "records"
  engine                    = "aurora-mysql"
  storage_encrypted         = true
}
