resource "aws_iam_role" "iam_role_assumed_by_anybody_bad" {
  name = "records"

  assume_role_policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "sts:AssumeRole" }
  ]
}
EOF
}
