resource "aws_s3_bucket" "s3_bucket_no_lifecycle_bad" {
  bucket = "example-records"
}
