resource "aws_efs_file_system" "efs_no_own_key_good" {
  creation_token = "files"
  encrypted      = true
  kms_key_id     = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
