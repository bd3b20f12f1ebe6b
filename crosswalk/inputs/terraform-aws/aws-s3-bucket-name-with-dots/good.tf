resource "aws_s3_bucket" "s3_bucket_name_with_dots_good" {
  bucket = "example-records"
}
