resource "aws_s3_bucket" "s3_bucket_policy_everyone_may_all_bad" {
  bucket = "example-records"
}

resource "aws_s3_bucket_policy" "s3_bucket_policy_everyone_may_all_bad" {
  bucket = aws_s3_bucket.s3_bucket_policy_everyone_may_all_bad.id

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": "*",
      "Resource": "arn:aws:s3:::example-records/*"
    }
  ]
}
EOF
}
