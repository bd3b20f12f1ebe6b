resource "aws_s3_bucket" "s3_bucket_no_object_lock_good" {
  bucket = "example-records"

  object_lock_configuration {
    object_lock_enabled = "Enabled"
  }
}
