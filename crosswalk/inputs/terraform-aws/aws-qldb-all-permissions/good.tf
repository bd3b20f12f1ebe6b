resource "aws_qldb_ledger" "qldb_all_permissions_good" {
  name                = "records"
  permissions_mode    = "STANDARD"
  deletion_protection = true
}
