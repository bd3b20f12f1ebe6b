resource "aws_fsx_ontap_file_system" "fsx_ontap_no_own_key_good" {
  subnet_ids          = ["subnet-0abcdef1234567890"]
  preferred_subnet_id = "subnet-0abcdef1234567890"
  deployment_type     = "SINGLE_AZ_1"
  throughput_capacity = 128
  kms_key_id          = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
