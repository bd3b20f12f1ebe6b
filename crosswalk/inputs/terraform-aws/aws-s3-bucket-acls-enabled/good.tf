resource "aws_s3_bucket" "s3_bucket_acls_enabled_good" {
  bucket = "example-records"
}

resource "aws_s3_bucket_ownership_controls" "s3_bucket_acls_enabled_good" {
  bucket = aws_s3_bucket.s3_bucket_acls_enabled_good.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}
