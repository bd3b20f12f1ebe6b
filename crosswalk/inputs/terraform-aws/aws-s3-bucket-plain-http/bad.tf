resource "aws_s3_bucket" "s3_bucket_plain_http_bad" {
  bucket = "example-records"
}

resource "aws_s3_bucket_policy" "s3_bucket_plain_http_bad" {
  bucket = aws_s3_bucket.s3_bucket_plain_http_bad.id

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Principal": "*",
      "Action": ["s3:*"],
      "Resource": "arn:aws:s3:::example-records/*",
      "Condition": { "Bool": { "aws:SecureTransport": "true" } }
    }
  ]
}
EOF
}
