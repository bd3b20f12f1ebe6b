resource "aws_route53domains_registered_domain" "route53_no_transfer_lock_bad" {
  domain_name   = "example.org"
  transfer_lock = false
}
