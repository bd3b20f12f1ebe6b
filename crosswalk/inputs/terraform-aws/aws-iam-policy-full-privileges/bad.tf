data "aws_iam_policy_document" "iam_policy_full_privileges_bad" {
  statement {
    effect    = "Allow"
    actions   = ["iam:*"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "iam_policy_full_privileges_bad" {
  name = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["iam:*"], "Resource": "*" }
  ]
}
EOF
}

resource "aws_iam_role_policy" "iam_policy_full_privileges_bad" {
  name = "records"
  role = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["iam:*"], "Resource": "*" }
  ]
}
EOF
}

resource "aws_iam_group_policy" "iam_policy_full_privileges_bad" {
  name  = "records"
  group = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["iam:*"], "Resource": "*" }
  ]
}
EOF
}
