resource "aws_s3_bucket" "s3_bucket_no_kms_encryption_good" {
  bucket = "example-records"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "s3_bucket_no_kms_encryption_good" {
  bucket = aws_s3_bucket.s3_bucket_no_kms_encryption_good.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "arn:aws:kms:eu-west-1:111122223333:key/example"
    }
  }
}
