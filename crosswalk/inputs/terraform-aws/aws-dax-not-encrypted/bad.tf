resource "aws_dax_cluster" "dax_not_encrypted_bad" {
  cluster_name                     = "records"
  iam_role_arn                     = "arn:aws:iam::111122223333:role/dax"
  node_type                        = "dax.r4.large"
  replication_factor               = 2
  cluster_endpoint_encryption_type = "TLS"

  server_side_encryption {
    enabled = false
  }
}
