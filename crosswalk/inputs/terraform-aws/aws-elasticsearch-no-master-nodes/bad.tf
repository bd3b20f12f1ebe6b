resource "aws_elasticsearch_domain" "elasticsearch_no_master_nodes_bad" {
  domain_name           = "search"
  elasticsearch_version = "7.10"

  cluster_config {
    instance_count           = 2
    zone_awareness_enabled   = true
    dedicated_master_enabled = false
    dedicated_master_count   = 3
  }

  encrypt_at_rest {
    enabled    = true
    kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/example"
  }

  node_to_node_encryption {
    enabled = true
  }

  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-2019-07"
  }

  advanced_security_options {
    enabled                        = true
    internal_user_database_enabled = true
  }

  vpc_options {
    subnet_ids         = ["subnet-0abcdef1234567890"]
    security_group_ids = ["sg-0abcdef1234567890"]
  }

  log_publishing_options {
    enabled                  = true
    log_type                 = "AUDIT_LOGS"
    cloudwatch_log_group_arn = "arn:aws:logs:eu-west-1:111122223333:log-group:search"
  }

  log_publishing_options {
    enabled                  = true
    log_type                 = "INDEX_SLOW_LOGS"
    cloudwatch_log_group_arn = "arn:aws:logs:eu-west-1:111122223333:log-group:search"
  }
}
