resource "aws_iam_user" "iam_escalation_lambda_update_function_code_bad" {
  name = "records"
}

resource "aws_iam_user_policy" "iam_escalation_lambda_update_function_code_bad" {
  name = "records"
  user = aws_iam_user.iam_escalation_lambda_update_function_code_bad.name

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["lambda:UpdateFunctionCode"], "Resource": "*" }
  ]
}
EOF
}

resource "aws_iam_group" "iam_escalation_lambda_update_function_code_bad" {
  name = "records"
}

resource "aws_iam_group_policy" "iam_escalation_lambda_update_function_code_bad" {
  name  = "records"
  group = aws_iam_group.iam_escalation_lambda_update_function_code_bad.name

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["lambda:UpdateFunctionCode"], "Resource": "*" }
  ]
}
EOF
}

resource "aws_iam_role" "iam_escalation_lambda_update_function_code_bad" {
  name = "records"
}

resource "aws_iam_role_policy" "iam_escalation_lambda_update_function_code_bad" {
  name = "records"
  role = aws_iam_role.iam_escalation_lambda_update_function_code_bad.name

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["lambda:UpdateFunctionCode"], "Resource": "*" }
  ]
}
EOF
}
