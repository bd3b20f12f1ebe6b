resource "aws_iam_role" "iam_role_assumed_by_any_service_bad" {
  name = "records"

  assume_role_policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": { "Service": "*" }, "Action": "sts:AssumeRole" }
  ]
}
EOF
}
