data "aws_iam_policy_document" "iam_policy_invoke_function_good" {
  statement {
    effect    = "Allow"
    actions   = ["lambda:InvokeFunction"]
    resources = ["arn:aws:lambda:eu-west-1:111122223333:function:records", "arn:aws:lambda:eu-west-1:111122223333:function:records:*"]
  }
}

resource "aws_iam_policy" "iam_policy_invoke_function_good" {
  name = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["lambda:InvokeFunction"], "Resource": ["arn:aws:lambda:eu-west-1:111122223333:function:records", "arn:aws:lambda:eu-west-1:111122223333:function:records:*"] }
  ]
}
EOF
}

resource "aws_iam_role_policy" "iam_policy_invoke_function_good" {
  name = "records"
  role = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["lambda:InvokeFunction"], "Resource": ["arn:aws:lambda:eu-west-1:111122223333:function:records", "arn:aws:lambda:eu-west-1:111122223333:function:records:*"] }
  ]
}
EOF
}

resource "aws_iam_group_policy" "iam_policy_invoke_function_good" {
  name  = "records"
  group = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["lambda:InvokeFunction"], "Resource": ["arn:aws:lambda:eu-west-1:111122223333:function:records", "arn:aws:lambda:eu-west-1:111122223333:function:records:*"] }
  ]
}
EOF
}
