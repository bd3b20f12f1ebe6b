resource "aws_cloudwatch_log_destination_policy" "log_destination_policy_all_actions_bad" {
  destination_name = "records"

  access_policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": ["logs:*"],
      "Resource": "arn:aws:logs:eu-west-1:111122223333:destination:records"
    }
  ]
}
EOF
}
