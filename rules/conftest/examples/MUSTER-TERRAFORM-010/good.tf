resource "aws_ebs_volume" "a" {
  size      = 10
  encrypted = true
}
resource "aws_db_instance" "a" {
  storage_encrypted = var.encrypted
}
resource "aws_db_instance" "b" {
  replicate_source_db = "other"
}
