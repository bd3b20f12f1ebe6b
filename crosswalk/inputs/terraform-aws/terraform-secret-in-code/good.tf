resource "aws_db_instance" "terraform_secret_in_code_good" {
  engine         = "mysql"
  instance_class = "db.t3.micro"
  username       = "records"
  password       = var.password
}

variable "password" {
  type      = string
  sensitive = true
}
