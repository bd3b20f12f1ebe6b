resource "aws_s3_bucket" "s3_bucket_no_mfa_delete_bad" {
  bucket = "example-records"

  versioning {
    enabled    = true
    mfa_delete = false
  }
}
