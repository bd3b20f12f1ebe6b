resource "aws_db_instance" "a" {
  storage_encrypted           = true
  password                    = var.password
  manage_master_user_password = true
}
