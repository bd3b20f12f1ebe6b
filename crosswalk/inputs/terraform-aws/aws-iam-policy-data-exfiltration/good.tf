data "aws_iam_policy_document" "iam_policy_data_exfiltration_good" {
  statement {
    effect    = "Allow"
    actions   = ["ssm:GetParameter"]
    resources = ["arn:aws:ssm:eu-west-1:111122223333:parameter/web/*"]
  }
}

resource "aws_iam_policy" "iam_policy_data_exfiltration_good" {
  name = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["ssm:GetParameter"], "Resource": "arn:aws:ssm:eu-west-1:111122223333:parameter/web/*" }
  ]
}
EOF
}

resource "aws_iam_role_policy" "iam_policy_data_exfiltration_good" {
  name = "records"
  role = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["ssm:GetParameter"], "Resource": "arn:aws:ssm:eu-west-1:111122223333:parameter/web/*" }
  ]
}
EOF
}

resource "aws_iam_group_policy" "iam_policy_data_exfiltration_good" {
  name  = "records"
  group = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["ssm:GetParameter"], "Resource": "arn:aws:ssm:eu-west-1:111122223333:parameter/web/*" }
  ]
}
EOF
}
