resource "aws_sns_topic" "sns_not_encrypted_bad" {
  name = "records"
}
