resource "aws_cloudsearch_domain" "cloudsearch_no_https_bad" {
  name = "records"

  endpoint_options {
    enforce_https       = false
    tls_security_policy = "Policy-Min-TLS-1-2-2019-07"
  }
}
