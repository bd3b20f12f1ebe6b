resource "aws_cloudsearch_domain" "cloudsearch_no_https_good" {
  name = "records"

  endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-2019-07"
  }
}
