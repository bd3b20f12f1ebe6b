resource "aws_lb_listener" "a" {
  port     = 80
  protocol = "HTTP"
  default_action {
    type = "redirect"
  }
}
resource "aws_lb_listener" "b" {
  protocol = "HTTPS"
}
