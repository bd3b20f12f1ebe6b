resource "aws_kinesis_stream" "kinesis_not_encrypted_bad" {
  name            = "records"
  shard_count     = 1
  encryption_type = "NONE"
}
