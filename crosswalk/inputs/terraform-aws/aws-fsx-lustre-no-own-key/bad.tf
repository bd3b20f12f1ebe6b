resource "aws_fsx_lustre_file_system" "fsx_lustre_no_own_key_bad" {
  subnet_ids       = ["subnet-0abcdef1234567890"]
  storage_capacity = 1200
}
