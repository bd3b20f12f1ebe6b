resource "aws_secretsmanager_secret" "secret_no_own_key_bad" {
  name = "records"
}

resource "aws_secretsmanager_secret_rotation" "secret_no_own_key_bad" {
  secret_id           = aws_secretsmanager_secret.secret_no_own_key_bad.id
  rotation_lambda_arn = "arn:aws:lambda:eu-west-1:111122223333:function:rotate"

  rotation_rules {
    automatically_after_days = 30
  }
}
