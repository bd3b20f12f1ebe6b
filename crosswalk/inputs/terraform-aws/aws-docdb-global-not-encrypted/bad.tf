resource "aws_docdb_global_cluster" "docdb_global_not_encrypted_bad" {
  global_cluster_identifier = "records"
  engine                    = "docdb"
  storage_encrypted         = false
}
