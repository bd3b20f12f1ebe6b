resource "aws_cloudfront_response_headers_policy" "cloudfront_headers_no_hsts_bad" {
  name = "pages"

  security_headers_config {
    strict_transport_security {
      access_control_max_age_sec = 0
      include_subdomains         = true
      preload                    = true
      override                   = false
    }
  }
}
