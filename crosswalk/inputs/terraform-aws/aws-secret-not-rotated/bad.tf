resource "aws_secretsmanager_secret" "secret_not_rotated_bad" {
  name       = "records"
  kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
