resource "aws_cloudtrail" "cloudtrail_bucket_public_bad" {
  name           = "account"
  s3_bucket_name = aws_s3_bucket.cloudtrail_bucket_public_bad.id
}

resource "aws_s3_bucket" "cloudtrail_bucket_public_bad" {
  bucket = "example-trail"
}

resource "aws_s3_bucket_acl" "cloudtrail_bucket_public_bad" {
  bucket = aws_s3_bucket.cloudtrail_bucket_public_bad.id
  acl    = "public-read"
}

resource "aws_s3_bucket_logging" "cloudtrail_bucket_public_bad" {
  bucket        = aws_s3_bucket.cloudtrail_bucket_public_bad.id
  target_bucket = "example-access-logs"
  target_prefix = "trail/"
}
