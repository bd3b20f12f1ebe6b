resource "aws_cloudwatch_log_destination_policy" "log_destination_policy_all_actions_good" {
  destination_name = "records"

  access_policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/web" },
      "Action": ["logs:PutSubscriptionFilter"],
      "Resource": "arn:aws:logs:eu-west-1:111122223333:destination:records"
    }
  ]
}
EOF
}
