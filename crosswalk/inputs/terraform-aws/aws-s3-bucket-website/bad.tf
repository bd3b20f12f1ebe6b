resource "aws_s3_bucket" "s3_bucket_website_bad" {
  bucket = "example-records"

  website {
    index_document = "index.html"
  }
}
