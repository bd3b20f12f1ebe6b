resource "aws_appsync_api_cache" "appsync_cache_not_encrypted_good" {
  api_id                     = "abc123"
  type                       = "SMALL"
  ttl                        = 60
  api_caching_behavior       = "FULL_REQUEST_CACHING"
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
}
