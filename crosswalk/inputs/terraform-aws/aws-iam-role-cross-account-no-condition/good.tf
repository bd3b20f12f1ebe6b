resource "aws_iam_role" "iam_role_cross_account_no_condition_good" {
  name = "records"

  assume_role_policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::444455556666:root" }, "Action": "sts:AssumeRole", "Condition": { "StringEquals": { "sts:ExternalId": "records" } } }
  ]
}
EOF
}
