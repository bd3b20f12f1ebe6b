resource "aws_cloudtrail_event_data_store" "cloudtrail_event_store_no_own_key_good" {
  name       = "account"
  kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
