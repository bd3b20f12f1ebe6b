resource "aws_workspaces_workspace" "workspace_root_not_encrypted_bad" {
  directory_id                   = "d-1234567890"
  bundle_id                      = "wsb-0abcdefgh"
  user_name                      = "ada"
  root_volume_encryption_enabled = false
  user_volume_encryption_enabled = true
  volume_encryption_key          = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
