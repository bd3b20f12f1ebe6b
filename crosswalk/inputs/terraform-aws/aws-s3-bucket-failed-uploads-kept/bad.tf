resource "aws_s3_bucket" "s3_bucket_failed_uploads_kept_bad" {
  bucket = "example-records"
}

resource "aws_s3_bucket_lifecycle_configuration" "s3_bucket_failed_uploads_kept_bad" {
  bucket = aws_s3_bucket.s3_bucket_failed_uploads_kept_bad.id

  rule {
    id     = "old"
    status = "Enabled"
    filter {}

    expiration {
      days = 365
    }

  }
}
