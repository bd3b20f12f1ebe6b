resource "aws_timestreamwrite_database" "timestream_no_own_key_good" {
  database_name = "records"
  kms_key_id    = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
