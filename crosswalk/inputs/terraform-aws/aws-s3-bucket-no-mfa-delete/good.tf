resource "aws_s3_bucket" "s3_bucket_no_mfa_delete_good" {
  bucket = "example-records"

  versioning {
    enabled    = true
    mfa_delete = true
  }
}
