resource "aws_glue_crawler" "glue_no_security_configuration_good" {
  name                   = "records"
  database_name          = "records"
  role                   = "arn:aws:iam::111122223333:role/glue"
  security_configuration = "records"
}
