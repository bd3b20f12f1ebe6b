resource "aws_secretsmanager_secret" "secret_rotated_seldom_bad" {
  name       = "records"
  kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/example"
}

resource "aws_secretsmanager_secret_rotation" "secret_rotated_seldom_bad" {
  secret_id           = aws_secretsmanager_secret.secret_rotated_seldom_bad.id
  rotation_lambda_arn = "arn:aws:lambda:eu-west-1:111122223333:function:rotate"

  rotation_rules {
    automatically_after_days = 180
  }
}
