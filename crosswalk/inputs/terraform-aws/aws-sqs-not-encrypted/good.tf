resource "aws_sqs_queue" "sqs_not_encrypted_good" {
  name              = "records"
  kms_master_key_id = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
