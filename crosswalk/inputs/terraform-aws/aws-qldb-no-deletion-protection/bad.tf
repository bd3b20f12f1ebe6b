resource "aws_qldb_ledger" "qldb_no_deletion_protection_bad" {
  name                = "records"
  permissions_mode    = "STANDARD"
  deletion_protection = false
}
