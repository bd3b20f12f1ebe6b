resource "aws_api_gateway_domain_name" "api_gateway_domain_old_tls_bad" {
  domain_name     = "api.example.org"
  certificate_arn = "arn:aws:acm:us-east-1:111122223333:certificate/example"
  security_policy = "TLS_1_0"
}
