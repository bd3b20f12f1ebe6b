resource "aws_kinesis_firehose_delivery_stream" "firehose_not_encrypted_bad" {
  name        = "records"
  destination = "extended_s3"

  extended_s3_configuration {
    role_arn   = "arn:aws:iam::111122223333:role/firehose"
    bucket_arn = "arn:aws:s3:::example-records"
  }
}
