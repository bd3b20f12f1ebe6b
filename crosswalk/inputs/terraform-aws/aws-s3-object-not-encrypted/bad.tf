resource "aws_s3_bucket_object" "s3_object_not_encrypted_bad" {
  bucket = "example-records"
  key    = "report.csv"
  source = "report.csv"
}
