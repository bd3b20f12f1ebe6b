resource "aws_sns_topic_policy" "sns_policy_not_action_bad" {
  arn = "arn:aws:sns:eu-west-1:111122223333:records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/web" },
      "NotAction": ["sns:DeleteTopic"],
      "Resource": "arn:aws:sns:eu-west-1:111122223333:records"
    }
  ]
}
EOF
}
