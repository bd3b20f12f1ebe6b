resource "aws_lb" "lb_no_waf_good" {
  name                       = "web"
  load_balancer_type         = "application"
  internal                   = false
  subnets                    = ["subnet-0abcdef1234567890", "subnet-0fedcba9876543210"]
  drop_invalid_header_fields = true
  desync_mitigation_mode     = "defensive"
  enable_deletion_protection = true

  access_logs {
    bucket  = "example-lb-logs"
    enabled = true
  }
}

resource "aws_wafv2_web_acl_association" "lb_no_waf_good" {
  resource_arn = aws_lb.lb_no_waf_good.arn
  web_acl_arn  = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/web/example"
}
