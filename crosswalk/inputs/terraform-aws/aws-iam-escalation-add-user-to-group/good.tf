resource "aws_iam_user" "iam_escalation_add_user_to_group_good" {
  name = "records"
}

resource "aws_iam_user_policy" "iam_escalation_add_user_to_group_good" {
  name = "records"
  user = aws_iam_user.iam_escalation_add_user_to_group_good.name

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["iam:GetUser"], "Resource": "*" }
  ]
}
EOF
}

resource "aws_iam_group" "iam_escalation_add_user_to_group_good" {
  name = "records"
}

resource "aws_iam_group_policy" "iam_escalation_add_user_to_group_good" {
  name  = "records"
  group = aws_iam_group.iam_escalation_add_user_to_group_good.name

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["iam:GetUser"], "Resource": "*" }
  ]
}
EOF
}

resource "aws_iam_role" "iam_escalation_add_user_to_group_good" {
  name = "records"
}

resource "aws_iam_role_policy" "iam_escalation_add_user_to_group_good" {
  name = "records"
  role = aws_iam_role.iam_escalation_add_user_to_group_good.name

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["iam:GetUser"], "Resource": "*" }
  ]
}
EOF
}
