resource "aws_acm_certificate" "acm_wildcard_good" {
  domain_name       = "www.example.org"
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}
