resource "aws_route53_zone" "route53_no_dnssec_bad" {
  name = "example.org"
}

resource "aws_route53_query_log" "route53_no_dnssec_bad" {
  zone_id                  = aws_route53_zone.route53_no_dnssec_bad.zone_id
  cloudwatch_log_group_arn = aws_cloudwatch_log_group.route53_no_dnssec_bad.arn
}
