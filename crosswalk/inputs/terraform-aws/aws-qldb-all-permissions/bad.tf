resource "aws_qldb_ledger" "qldb_all_permissions_bad" {
  name                = "records"
  permissions_mode    = "ALLOW_ALL"
  deletion_protection = true
}
