resource "aws_route53_zone" "route53_no_query_log_bad" {
  name = "example.org"
}

resource "aws_route53_key_signing_key" "route53_no_query_log_bad" {
  name                       = "example"
  hosted_zone_id             = aws_route53_zone.route53_no_query_log_bad.id
  key_management_service_arn = "arn:aws:kms:us-east-1:111122223333:key/example"
}

resource "aws_route53_hosted_zone_dnssec" "route53_no_query_log_bad" {
  hosted_zone_id = aws_route53_key_signing_key.route53_no_query_log_bad.hosted_zone_id
}
