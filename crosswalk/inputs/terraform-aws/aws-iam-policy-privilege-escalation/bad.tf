data "aws_iam_policy_document" "iam_policy_privilege_escalation_bad" {
  statement {
    effect    = "Allow"
    actions   = ["iam:AddUserToGroup"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "iam_policy_privilege_escalation_bad" {
  name = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["iam:AddUserToGroup"], "Resource": "*" }
  ]
}
EOF
}

resource "aws_iam_role_policy" "iam_policy_privilege_escalation_bad" {
  name = "records"
  role = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["iam:AddUserToGroup"], "Resource": "*" }
  ]
}
EOF
}

resource "aws_iam_group_policy" "iam_policy_privilege_escalation_bad" {
  name  = "records"
  group = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["iam:AddUserToGroup"], "Resource": "*" }
  ]
}
EOF
}
