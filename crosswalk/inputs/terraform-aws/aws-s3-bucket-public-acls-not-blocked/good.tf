resource "aws_s3_bucket" "s3_bucket_public_acls_not_blocked_good" {
  bucket = "example-records"
}

resource "aws_s3_bucket_public_access_block" "s3_bucket_public_acls_not_blocked_good" {
  bucket                  = aws_s3_bucket.s3_bucket_public_acls_not_blocked_good.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
