resource "aws_fsx_openzfs_file_system" "fsx_openzfs_no_own_key_good" {
  subnet_ids          = ["subnet-0abcdef1234567890"]
  deployment_type     = "SINGLE_AZ_1"
  throughput_capacity = 64
  kms_key_id          = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
