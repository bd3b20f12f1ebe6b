resource "aws_lb" "lb_listener_http_good" {
  name                       = "web"
  load_balancer_type         = "application"
  internal                   = true
  subnets                    = ["subnet-0abcdef1234567890", "subnet-0fedcba9876543210"]
  drop_invalid_header_fields = true
  desync_mitigation_mode     = "defensive"
  enable_deletion_protection = true

  access_logs {
    bucket  = "example-lb-logs"
    enabled = true
  }
}

resource "aws_lb_listener" "lb_listener_http_good" {
  load_balancer_arn = aws_lb.lb_listener_http_good.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = "arn:aws:acm:eu-west-1:111122223333:certificate/example"

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/1"
  }
}
