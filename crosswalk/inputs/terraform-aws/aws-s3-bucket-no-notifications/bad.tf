resource "aws_s3_bucket" "s3_bucket_no_notifications_bad" {
  bucket = "example-records"
}
