resource "aws_db_instance" "terraform_secret_in_code_bad" {
  engine         = "mysql"
  instance_class = "db.t3.micro"
  username       = "records"
  password       = "obviously-fake"
}

variable "password" {
  type      = string
  sensitive = true
}
