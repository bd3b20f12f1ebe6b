resource "aws_wafv2_web_acl" "waf_no_rules_bad" {
  name  = "web"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "web"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_logging_configuration" "waf_no_rules_bad" {
  resource_arn            = aws_wafv2_web_acl.waf_no_rules_bad.arn
  log_destination_configs = ["arn:aws:s3:::aws-waf-logs-example"]
}
