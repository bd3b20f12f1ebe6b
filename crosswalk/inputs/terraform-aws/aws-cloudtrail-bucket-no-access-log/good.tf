resource "aws_cloudtrail" "cloudtrail_bucket_no_access_log_good" {
  name           = "account"
  s3_bucket_name = aws_s3_bucket.cloudtrail_bucket_no_access_log_good.id
}

resource "aws_s3_bucket" "cloudtrail_bucket_no_access_log_good" {
  bucket = "example-trail"
}

resource "aws_s3_bucket_acl" "cloudtrail_bucket_no_access_log_good" {
  bucket = aws_s3_bucket.cloudtrail_bucket_no_access_log_good.id
  acl    = "private"
}

resource "aws_s3_bucket_logging" "cloudtrail_bucket_no_access_log_good" {
  bucket        = aws_s3_bucket.cloudtrail_bucket_no_access_log_good.id
  target_bucket = "example-access-logs"
  target_prefix = "trail/"
}
