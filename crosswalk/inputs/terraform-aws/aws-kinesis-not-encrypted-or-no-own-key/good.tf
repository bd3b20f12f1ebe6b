resource "aws_kinesis_stream" "kinesis_not_encrypted_or_no_own_key_good" {
  name            = "records"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
