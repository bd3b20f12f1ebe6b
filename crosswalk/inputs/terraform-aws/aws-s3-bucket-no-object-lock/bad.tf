resource "aws_s3_bucket" "s3_bucket_no_object_lock_bad" {
  bucket = "example-records"

  object_lock_configuration {
    object_lock_enabled = "Disabled"
  }
}
