resource "aws_glue_resource_policy" "glue_policy_wildcard_bad" {
  enable_hybrid = "TRUE"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "*" },
      "Action": ["glue:*"],
      "Resource": "arn:aws:glue:eu-west-1:111122223333:*"
    }
  ]
}
EOF
}
