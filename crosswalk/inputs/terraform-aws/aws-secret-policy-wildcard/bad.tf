resource "aws_secretsmanager_secret_policy" "secret_policy_wildcard_bad" {
  secret_arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:records"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "*" },
      "Action": ["secretsmanager:*"],
      "Resource": "*"
    }
  ]
}
EOF
}
