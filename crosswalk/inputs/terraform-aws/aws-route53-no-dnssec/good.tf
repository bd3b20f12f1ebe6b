resource "aws_route53_zone" "route53_no_dnssec_good" {
  name = "example.org"
}

resource "aws_route53_query_log" "route53_no_dnssec_good" {
  zone_id                  = aws_route53_zone.route53_no_dnssec_good.zone_id
  cloudwatch_log_group_arn = aws_cloudwatch_log_group.route53_no_dnssec_good.arn
}

resource "aws_route53_key_signing_key" "route53_no_dnssec_good" {
  name                       = "example"
  hosted_zone_id             = aws_route53_zone.route53_no_dnssec_good.id
  key_management_service_arn = "arn:aws:kms:us-east-1:111122223333:key/example"
}

resource "aws_route53_hosted_zone_dnssec" "route53_no_dnssec_good" {
  hosted_zone_id = aws_route53_key_signing_key.route53_no_dnssec_good.hosted_zone_id
}
