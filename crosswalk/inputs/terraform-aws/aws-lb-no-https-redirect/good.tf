resource "aws_lb" "lb_no_https_redirect_good" {
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

resource "aws_lb_listener" "lb_no_https_redirect_good" {
  load_balancer_arn = aws_lb.lb_no_https_redirect_good.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}
