data "aws_iam_policy_document" "iam_policy_privilege_escalation_good" {
  statement {
    effect    = "Allow"
    actions   = ["iam:AddUserToGroup"]
    resources = ["arn:aws:iam::111122223333:group/readers"]
  }
}

resource "aws_iam_policy" "iam_policy_privilege_escalation_good" {
  name = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["iam:AddUserToGroup"], "Resource": "arn:aws:iam::111122223333:group/readers" }
  ]
}
EOF
}

resource "aws_iam_role_policy" "iam_policy_privilege_escalation_good" {
  name = "records"
  role = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["iam:AddUserToGroup"], "Resource": "arn:aws:iam::111122223333:group/readers" }
  ]
}
EOF
}

resource "aws_iam_group_policy" "iam_policy_privilege_escalation_good" {
  name  = "records"
  group = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["iam:AddUserToGroup"], "Resource": "arn:aws:iam::111122223333:group/readers" }
  ]
}
EOF
}
