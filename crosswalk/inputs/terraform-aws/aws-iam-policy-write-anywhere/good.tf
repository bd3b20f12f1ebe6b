data "aws_iam_policy_document" "iam_policy_write_anywhere_good" {
  statement {
    effect    = "Allow"
    actions   = ["sqs:SendMessage"]
    resources = ["arn:aws:sqs:eu-west-1:111122223333:records"]
  }
}

resource "aws_iam_policy" "iam_policy_write_anywhere_good" {
  name = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": "arn:aws:sqs:eu-west-1:111122223333:records" }
  ]
}
EOF
}

resource "aws_iam_role_policy" "iam_policy_write_anywhere_good" {
  name = "records"
  role = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": "arn:aws:sqs:eu-west-1:111122223333:records" }
  ]
}
EOF
}

resource "aws_iam_group_policy" "iam_policy_write_anywhere_good" {
  name  = "records"
  group = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": "arn:aws:sqs:eu-west-1:111122223333:records" }
  ]
}
EOF
}
