resource "aws_s3_bucket" "s3_bucket_cors_any_origin_bad" {
  bucket = "example-records"

  cors_rule {
    allowed_headers = ["*"]
    allowed_methods = ["GET", "PUT", "POST", "DELETE", "HEAD"]
    allowed_origins = ["*"]
  }
}
