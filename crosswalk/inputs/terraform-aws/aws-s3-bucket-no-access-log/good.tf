resource "aws_s3_bucket" "s3_bucket_no_access_log_good" {
  bucket = "example-records"
}

resource "aws_s3_bucket_logging" "s3_bucket_no_access_log_good" {
  bucket        = aws_s3_bucket.s3_bucket_no_access_log_good.id
  target_bucket = "example-access-logs"
  target_prefix = "records/"
}
