resource "aws_vpc_endpoint_service" "vpc_endpoint_service_auto_accept_good" {
  acceptance_required        = true
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/web/1"]
}
