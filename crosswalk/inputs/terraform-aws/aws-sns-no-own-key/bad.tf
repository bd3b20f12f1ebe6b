resource "aws_sns_topic" "sns_no_own_key_bad" {
  name              = "records"
  kms_master_key_id = "alias/aws/sns"
}
