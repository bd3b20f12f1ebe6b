resource "aws_sqs_queue" "sqs_policy_everyone_bad" {
  name              = "records"
  kms_master_key_id = "arn:aws:kms:eu-west-1:111122223333:key/example"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": ["sqs:SendMessage"],
      "Resource": "*"
    }
  ]
}
EOF
}

resource "aws_sqs_queue_policy" "sqs_policy_everyone_bad" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": ["sqs:SendMessage"],
      "Resource": "arn:aws:sqs:eu-west-1:111122223333:records"
    }
  ]
}
EOF
}
