resource "aws_iam_role" "iam_role_assumed_by_whole_account_good" {
  name = "records"

  assume_role_policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:role/web" }, "Action": "sts:AssumeRole" }
  ]
}
EOF
}
