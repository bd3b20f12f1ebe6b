resource "aws_ses_identity_policy" "ses_policy_all_actions_bad" {
  identity = "example.org"
  name     = "mail"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": "*",
      "Resource": "arn:aws:ses:eu-west-1:111122223333:identity/example.org"
    }
  ]
}
EOF
}
