resource "aws_s3_bucket" "s3_bucket_not_versioned_good" {
  bucket = "example-records"

  versioning {
    enabled = true
  }
}
