resource "aws_lb" "lb_no_cross_zone_good" {
  name                             = "web"
  load_balancer_type               = "network"
  internal                         = true
  subnets                          = ["subnet-0abcdef1234567890", "subnet-0fedcba9876543210"]
  enable_cross_zone_load_balancing = true
  enable_deletion_protection       = true

  access_logs {
    bucket  = "example-lb-logs"
    enabled = true
  }
}
