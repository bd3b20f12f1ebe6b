resource "aws_lb_target_group" "lb_target_group_http_bad" {
  name     = "web"
  port     = 8443
  protocol = "HTTP"
  vpc_id   = "vpc-0abcdef1234567890"

  health_check {
    path     = "/health"
    protocol = "HTTP"
  }
}
