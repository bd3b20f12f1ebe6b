resource "aws_route53domains_registered_domain" "route53_no_transfer_lock_good" {
  domain_name   = "example.org"
  transfer_lock = true
}
