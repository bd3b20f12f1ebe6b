resource "aws_dynamodb_table" "dynamodb_no_scaling_bad" {
  name         = "records"
  billing_mode = "PROVISIONED"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}
