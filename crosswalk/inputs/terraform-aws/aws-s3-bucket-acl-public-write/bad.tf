resource "aws_s3_bucket" "s3_bucket_acl_public_write_bad" {
  bucket = "example-records"
}

resource "aws_s3_bucket_acl" "s3_bucket_acl_public_write_bad" {
  bucket = aws_s3_bucket.s3_bucket_acl_public_write_bad.id
  acl    = "public-read-write"
}
