resource "aws_elasticache_cluster" "elasticache_one_zone_good" {
  cluster_id                 = "cache"
  engine                     = "memcached"
  engine_version             = "1.6.17"
  node_type                  = "cache.t3.small"
  num_cache_nodes            = 2
  port                       = 16379
  az_mode                    = "cross-az"
  subnet_group_name          = "cache"
  snapshot_retention_limit   = 7
  auto_minor_version_upgrade = true
}
