resource "aws_sqs_queue_policy" "sqs_policy_all_actions_bad" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/web" },
      "Action": ["*"],
      "Resource": "arn:aws:sqs:eu-west-1:111122223333:records"
    }
  ]
}
EOF
}
