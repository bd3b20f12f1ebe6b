resource "aws_elasticache_cluster" "elasticache_default_port_bad" {
  cluster_id                 = "cache"
  engine                     = "redis"
  engine_version             = "7.1"
  node_type                  = "cache.t3.small"
  num_cache_nodes            = 1
  port                       = 6379
  az_mode                    = "single-az"
  subnet_group_name          = "cache"
  snapshot_retention_limit   = 7
  auto_minor_version_upgrade = true
}
