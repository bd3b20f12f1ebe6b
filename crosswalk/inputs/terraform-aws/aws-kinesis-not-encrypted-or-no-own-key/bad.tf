resource "aws_kinesis_stream" "kinesis_not_encrypted_or_no_own_key_bad" {
  name        = "records"
  shard_count = 1
}
