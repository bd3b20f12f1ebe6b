resource "aws_s3_bucket" "s3_bucket_policy_any_principal_good" {
  bucket = "example-records"
}

resource "aws_s3_bucket_policy" "s3_bucket_policy_any_principal_good" {
  bucket = aws_s3_bucket.s3_bucket_policy_any_principal_good.id

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },
      "Action": ["s3:GetObjectTagging"],
      "Resource": "arn:aws:s3:::example-records/*"
    }
  ]
}
EOF
}
