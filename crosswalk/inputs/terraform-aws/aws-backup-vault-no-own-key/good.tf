resource "aws_backup_vault" "backup_vault_no_own_key_good" {
  name        = "records"
  kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
