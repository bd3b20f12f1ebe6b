resource "aws_s3_bucket" "s3_bucket_acl_public_write_good" {
  bucket = "example-records"
}

resource "aws_s3_bucket_acl" "s3_bucket_acl_public_write_good" {
  bucket = aws_s3_bucket.s3_bucket_acl_public_write_good.id
  acl    = "private"
}
