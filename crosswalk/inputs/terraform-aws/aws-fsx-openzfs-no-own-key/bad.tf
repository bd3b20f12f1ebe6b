resource "aws_fsx_openzfs_file_system" "fsx_openzfs_no_own_key_bad" {
  subnet_ids          = ["subnet-0abcdef1234567890"]
  deployment_type     = "SINGLE_AZ_1"
  throughput_capacity = 64
}
