resource "aws_s3_bucket_object" "s3_object_no_own_key_good" {
  bucket                 = "example-records"
  key                    = "report.csv"
  source                 = "report.csv"
  server_side_encryption = "aws:kms"
  kms_key_id             = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
