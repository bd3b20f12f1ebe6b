resource "aws_sns_topic" "sns_not_encrypted_good" {
  name              = "records"
  kms_master_key_id = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
