resource "aws_fsx_windows_file_system" "fsx_windows_no_own_key_bad" {
  subnet_ids          = ["subnet-0abcdef1234567890"]
  throughput_capacity = 32
}
