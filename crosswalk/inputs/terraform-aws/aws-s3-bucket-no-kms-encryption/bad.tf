resource "aws_s3_bucket" "s3_bucket_no_kms_encryption_bad" {
  bucket = "example-records"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "s3_bucket_no_kms_encryption_bad" {
  bucket = aws_s3_bucket.s3_bucket_no_kms_encryption_bad.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}
