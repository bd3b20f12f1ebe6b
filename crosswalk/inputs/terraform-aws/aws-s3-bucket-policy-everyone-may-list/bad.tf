resource "aws_s3_bucket" "s3_bucket_policy_everyone_may_list_bad" {
  bucket = "example-records"
}

resource "aws_s3_bucket_policy" "s3_bucket_policy_everyone_may_list_bad" {
  bucket = aws_s3_bucket.s3_bucket_policy_everyone_may_list_bad.id

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": ["s3:ListObjects"],
      "Resource": "arn:aws:s3:::example-records/*"
    }
  ]
}
EOF
}
