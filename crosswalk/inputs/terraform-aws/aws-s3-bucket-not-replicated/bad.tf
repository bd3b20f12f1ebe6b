resource "aws_s3_bucket" "s3_bucket_not_replicated_bad" {
  bucket = "example-records"
}
