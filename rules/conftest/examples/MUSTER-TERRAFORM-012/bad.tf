resource "aws_db_instance" "a" {
  storage_encrypted = true
  password          = "obviously-fake"
}
