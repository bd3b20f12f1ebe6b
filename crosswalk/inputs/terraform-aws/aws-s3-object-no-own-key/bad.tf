resource "aws_s3_bucket_object" "s3_object_no_own_key_bad" {
  bucket                 = "example-records"
  key                    = "report.csv"
  source                 = "report.csv"
  server_side_encryption = "aws:kms"
}
