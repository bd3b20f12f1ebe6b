resource "aws_s3_bucket" "s3_bucket_acls_enabled_bad" {
  bucket = "example-records"
}

resource "aws_s3_bucket_ownership_controls" "s3_bucket_acls_enabled_bad" {
  bucket = aws_s3_bucket.s3_bucket_acls_enabled_bad.id

  rule {
    object_ownership = "ObjectWriter"
  }
}
