resource "aws_fsx_lustre_file_system" "fsx_lustre_no_own_key_good" {
  subnet_ids       = ["subnet-0abcdef1234567890"]
  storage_capacity = 1200
  kms_key_id       = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
