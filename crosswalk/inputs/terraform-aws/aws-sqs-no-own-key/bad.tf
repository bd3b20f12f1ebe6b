resource "aws_sqs_queue" "sqs_no_own_key_bad" {
  name              = "records"
  kms_master_key_id = "alias/aws/sqs"
}
