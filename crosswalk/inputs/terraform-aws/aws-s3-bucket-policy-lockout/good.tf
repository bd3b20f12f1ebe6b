resource "aws_s3_bucket" "s3_bucket_policy_lockout_good" {
  bucket = "example-records"
}

resource "aws_s3_bucket_policy" "s3_bucket_policy_lockout_good" {
  bucket = aws_s3_bucket.s3_bucket_policy_lockout_good.id

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Principal": "*",
      "Action": ["s3:PutObject"],
      "Resource": "arn:aws:s3:::example-records/*"
    }
  ]
}
EOF
}
