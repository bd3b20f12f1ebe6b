resource "aws_elb" "elb_no_tls_bad" {
  name                      = "web"
  internal                  = true
  subnets                   = ["subnet-0abcdef1234567890"]
  cross_zone_load_balancing = true
  desync_mitigation_mode    = "defensive"

  access_logs {
    bucket  = "example-lb-logs"
    enabled = true
  }

  listener {
    lb_port           = 80
    lb_protocol       = "http"
    instance_port     = 8443
    instance_protocol = "http"
  }
}
