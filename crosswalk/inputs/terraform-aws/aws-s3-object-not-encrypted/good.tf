resource "aws_s3_bucket_object" "s3_object_not_encrypted_good" {
  bucket                 = "example-records"
  key                    = "report.csv"
  source                 = "report.csv"
  server_side_encryption = "aws:kms"
}
