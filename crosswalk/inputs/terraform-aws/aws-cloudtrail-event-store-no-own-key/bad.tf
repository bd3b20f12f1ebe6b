resource "aws_cloudtrail_event_data_store" "cloudtrail_event_store_no_own_key_bad" {
  name = "account"
}
