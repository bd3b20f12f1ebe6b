resource "aws_s3_bucket" "s3_bucket_not_versioned_bad" {
  bucket = "example-records"

  versioning {
    enabled = false
  }
}
