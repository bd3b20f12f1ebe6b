resource "aws_iam_group" "iam_group_no_mfa_good" {
  name = "records"
}

resource "aws_iam_group_policy" "iam_group_no_mfa_good" {
  group = aws_iam_group.iam_group_no_mfa_good.name

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::example-records/*",
      "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "false" } }
    }
  ]
}
EOF
}
