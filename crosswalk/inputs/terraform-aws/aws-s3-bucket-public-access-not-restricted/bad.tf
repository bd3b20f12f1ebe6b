resource "aws_s3_bucket" "s3_bucket_public_access_not_restricted_bad" {
  bucket = "example-records"
}

resource "aws_s3_bucket_public_access_block" "s3_bucket_public_access_not_restricted_bad" {
  bucket                  = aws_s3_bucket.s3_bucket_public_access_not_restricted_bad.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = false
}
