resource "aws_glacier_vault" "glacier_policy_everyone_bad" {
  name = "records"

  access_policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": ["glacier:InitiateJob"],
      "Resource": "arn:aws:glacier:eu-west-1:111122223333:vaults/records"
    }
  ]
}
EOF
}
