resource "aws_memorydb_cluster" "memorydb_no_own_key_bad" {
  name        = "records"
  acl_name    = "records"
  node_type   = "db.t4g.small"
  tls_enabled = true
}
