resource "aws_elasticache_replication_group" "elasticache_no_own_key_bad" {
  replication_group_id       = "cache"
  description                = "Cache"
  node_type                  = "cache.t3.small"
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = true
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  auth_token                 = var.token
}

variable "token" {
  type      = string
  sensitive = true
}
