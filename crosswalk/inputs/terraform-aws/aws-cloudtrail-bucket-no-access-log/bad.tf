resource "aws_cloudtrail" "cloudtrail_bucket_no_access_log_bad" {
  name           = "account"
  s3_bucket_name = aws_s3_bucket.cloudtrail_bucket_no_access_log_bad.id
}

resource "aws_s3_bucket" "cloudtrail_bucket_no_access_log_bad" {
  bucket = "example-trail"
}

resource "aws_s3_bucket_acl" "cloudtrail_bucket_no_access_log_bad" {
  bucket = aws_s3_bucket.cloudtrail_bucket_no_access_log_bad.id
  acl    = "private"
}
