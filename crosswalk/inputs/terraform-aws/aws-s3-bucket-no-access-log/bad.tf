resource "aws_s3_bucket" "s3_bucket_no_access_log_bad" {
  bucket = "example-records"
}
