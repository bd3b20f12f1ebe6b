resource "aws_glue_resource_policy" "glue_policy_wildcard_good" {
  enable_hybrid = "TRUE"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/web" },
      "Action": ["glue:GetTable"],
      "Resource": "arn:aws:glue:eu-west-1:111122223333:*"
    }
  ]
}
EOF
}
