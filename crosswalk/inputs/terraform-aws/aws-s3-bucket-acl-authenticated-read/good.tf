resource "aws_s3_bucket" "s3_bucket_acl_authenticated_read_good" {
  bucket = "example-records"
}

resource "aws_s3_bucket_acl" "s3_bucket_acl_authenticated_read_good" {
  bucket = aws_s3_bucket.s3_bucket_acl_authenticated_read_good.id
  acl    = "private"
}
