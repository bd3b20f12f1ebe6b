resource "aws_lb_target_group" "lb_target_group_http_good" {
  name     = "web"
  port     = 8443
  protocol = "HTTPS"
  vpc_id   = "vpc-0abcdef1234567890"

  health_check {
    path     = "/health"
    protocol = "HTTPS"
  }
}
