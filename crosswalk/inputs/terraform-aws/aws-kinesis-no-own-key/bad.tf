resource "aws_kinesis_stream" "kinesis_no_own_key_bad" {
  name            = "records"
  shard_count     = 1
  encryption_type = "KMS"
}
