resource "aws_cloudformation_stack" "cloudformation_no_notification_bad" {
  name         = "records"
  template_url = "https://example-templates.s3.amazonaws.com/records.yml"
  policy_url   = "https://example-templates.s3.amazonaws.com/policy.json"
}
