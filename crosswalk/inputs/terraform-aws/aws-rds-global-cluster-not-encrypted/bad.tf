resource "aws_rds_global_cluster" "rds_global_cluster_not_encrypted_bad" {
  global_cluster_identifier = "records"
  engine                    = "aurora-mysql"
  storage_encrypted         = false
}
