resource "aws_glacier_vault" "glacier_policy_everyone_good" {
  name = "records"

  access_policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/web" },
      "Action": ["glacier:InitiateJob"],
      "Resource": "arn:aws:glacier:eu-west-1:111122223333:vaults/records"
    }
  ]
}
EOF
}
