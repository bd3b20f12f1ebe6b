resource "aws_memorydb_cluster" "memorydb_no_tls_bad" {
  name        = "records"
  acl_name    = "records"
  node_type   = "db.t4g.small"
  tls_enabled = false
  kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
