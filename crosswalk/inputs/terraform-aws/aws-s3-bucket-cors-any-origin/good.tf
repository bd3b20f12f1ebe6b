resource "aws_s3_bucket" "s3_bucket_cors_any_origin_good" {
  bucket = "example-records"

  cors_rule {
    allowed_headers = ["Authorization"]
    allowed_methods = ["GET"]
    allowed_origins = ["https://www.example.org"]
  }
}
