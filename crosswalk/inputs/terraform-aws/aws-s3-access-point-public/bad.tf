resource "aws_s3_access_point" "s3_access_point_public_bad" {
  bucket = "example-records"
  name   = "records"

  public_access_block_configuration {
    block_public_acls       = false
    block_public_policy     = false
    ignore_public_acls      = false
    restrict_public_buckets = false
  }
}
