resource "aws_cloudformation_stack" "cloudformation_no_policy_good" {
  name              = "records"
  template_url      = "https://example-templates.s3.amazonaws.com/records.yml"
  notification_arns = ["arn:aws:sns:eu-west-1:111122223333:stacks"]
  policy_url        = "https://example-templates.s3.amazonaws.com/policy.json"
}
