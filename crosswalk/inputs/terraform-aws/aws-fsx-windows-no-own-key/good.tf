resource "aws_fsx_windows_file_system" "fsx_windows_no_own_key_good" {
  subnet_ids          = ["subnet-0abcdef1234567890"]
  throughput_capacity = 32
  kms_key_id          = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
