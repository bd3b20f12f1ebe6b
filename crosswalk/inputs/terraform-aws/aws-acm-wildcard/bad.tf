resource "aws_acm_certificate" "acm_wildcard_bad" {
  domain_name       = "*.example.org"
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}
