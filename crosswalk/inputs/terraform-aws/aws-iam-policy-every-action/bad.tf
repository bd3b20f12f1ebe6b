data "aws_iam_policy_document" "iam_policy_every_action_bad" {
  statement {
    effect    = "Allow"
    actions   = ["*"]
    resources = ["arn:aws:s3:::example-records/*"]
  }
}

resource "aws_iam_policy" "iam_policy_every_action_bad" {
  name = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["*"], "Resource": "arn:aws:s3:::example-records/*" }
  ]
}
EOF
}

resource "aws_iam_role_policy" "iam_policy_every_action_bad" {
  name = "records"
  role = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["*"], "Resource": "arn:aws:s3:::example-records/*" }
  ]
}
EOF
}

resource "aws_iam_group_policy" "iam_policy_every_action_bad" {
  name  = "records"
  group = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["*"], "Resource": "arn:aws:s3:::example-records/*" }
  ]
}
EOF
}
