resource "aws_db_instance" "a" {
  storage_encrypted   = true
  publicly_accessible = var.open
}
