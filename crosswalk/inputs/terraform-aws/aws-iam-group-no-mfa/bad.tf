resource "aws_iam_group" "iam_group_no_mfa_bad" {
  name = "records"
}

resource "aws_iam_group_policy" "iam_group_no_mfa_bad" {
  group = aws_iam_group.iam_group_no_mfa_bad.name

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::example-records/*"
    }
  ]
}
EOF
}
