resource "aws_backup_vault" "backup_vault_no_own_key_bad" {
  name = "records"
}
