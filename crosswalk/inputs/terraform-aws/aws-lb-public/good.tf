resource "aws_lb" "lb_public_good" {
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
