resource "aws_s3_bucket" "s3_bucket_failed_uploads_kept_good" {
  bucket = "example-records"
}

resource "aws_s3_bucket_lifecycle_configuration" "s3_bucket_failed_uploads_kept_good" {
  bucket = aws_s3_bucket.s3_bucket_failed_uploads_kept_good.id

  rule {
    id     = "old"
    status = "Enabled"
    filter {}

    expiration {
      days = 365
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
