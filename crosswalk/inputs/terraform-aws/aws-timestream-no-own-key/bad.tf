resource "aws_timestreamwrite_database" "timestream_no_own_key_bad" {
  database_name = "records"
}
