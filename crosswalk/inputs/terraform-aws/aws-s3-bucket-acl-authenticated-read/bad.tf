resource "aws_s3_bucket" "s3_bucket_acl_authenticated_read_bad" {
  bucket = "example-records"
}

resource "aws_s3_bucket_acl" "s3_bucket_acl_authenticated_read_bad" {
  bucket = aws_s3_bucket.s3_bucket_acl_authenticated_read_bad.id
  acl    = "authenticated-read"
}
