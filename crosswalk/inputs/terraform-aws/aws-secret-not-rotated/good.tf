resource "aws_secretsmanager_secret" "secret_not_rotated_good" {
  name       = "records"
  kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/example"
}

resource "aws_secretsmanager_secret_rotation" "secret_not_rotated_good" {
  secret_id           = aws_secretsmanager_secret.secret_not_rotated_good.id
  rotation_lambda_arn = "arn:aws:lambda:eu-west-1:111122223333:function:rotate"

  rotation_rules {
    automatically_after_days = 30
  }
}
