data "aws_iam_policy_document" "iam_policy_all_of_s3_good" {
  statement {
    effect    = "Allow"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::example-records/*"]
  }
}

resource "aws_iam_policy" "iam_policy_all_of_s3_good" {
  name = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::example-records/*" }
  ]
}
EOF
}

resource "aws_iam_role_policy" "iam_policy_all_of_s3_good" {
  name = "records"
  role = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::example-records/*" }
  ]
}
EOF
}

resource "aws_iam_group_policy" "iam_policy_all_of_s3_good" {
  name  = "records"
  group = "records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::example-records/*" }
  ]
}
EOF
}
