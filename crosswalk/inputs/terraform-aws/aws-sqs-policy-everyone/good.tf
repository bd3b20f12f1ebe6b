resource "aws_sqs_queue" "sqs_policy_everyone_good" {
  name              = "records"
  kms_master_key_id = "arn:aws:kms:eu-west-1:111122223333:key/example"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/web" },
      "Action": ["sqs:SendMessage"],
      "Resource": "*"
    }
  ]
}
EOF
}

resource "aws_sqs_queue_policy" "sqs_policy_everyone_good" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/web" },
      "Action": ["sqs:SendMessage"],
      "Resource": "arn:aws:sqs:eu-west-1:111122223333:records"
    }
  ]
}
EOF
}
