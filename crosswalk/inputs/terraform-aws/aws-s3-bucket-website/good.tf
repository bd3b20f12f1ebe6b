resource "aws_s3_bucket" "s3_bucket_website_good" {
  bucket = "example-records"
}
