resource "aws_s3_bucket" "s3_bucket_no_public_access_block_bad" {
  bucket = "example-records"
}
