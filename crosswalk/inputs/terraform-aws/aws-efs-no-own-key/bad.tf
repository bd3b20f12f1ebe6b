resource "aws_efs_file_system" "efs_no_own_key_bad" {
  creation_token = "files"
  encrypted      = true
}
