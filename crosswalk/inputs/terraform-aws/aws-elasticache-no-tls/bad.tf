resource "aws_elasticache_replication_group" "elasticache_no_tls_bad" {
  replication_group_id       = "cache"
  description                = "Cache"
  node_type                  = "cache.t3.small"
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = true
  at_rest_encryption_enabled = true
  kms_key_id                 = "arn:aws:kms:eu-west-1:111122223333:key/example"
  transit_encryption_enabled = false
  auth_token                 = var.token
}

variable "token" {
  type      = string
  sensitive = true
}
