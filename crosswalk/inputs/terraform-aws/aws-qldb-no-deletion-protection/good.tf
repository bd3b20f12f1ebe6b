resource "aws_qldb_ledger" "qldb_no_deletion_protection_good" {
  name                = "records"
  permissions_mode    = "STANDARD"
  deletion_protection = true
}
